import { found } from './status.ts';

export interface AppFinder {
  readonly rest: {
    readonly apps: {
      readonly getBySlug: (parameters: { app_slug: string }) => Promise<{ data: { id: number } | null }>;
    };
  };
}

/** The number of a GitHub App, which other GitHubs number otherwise; `undefined` where there is none of that name. */
export async function findAppId(client: AppFinder, slug: string): Promise<number | undefined> {
  return (await found(client.rest.apps.getBySlug({ app_slug: slug })))?.data?.id;
}
