import type { Services } from '../services.ts';

interface EventRun {
  readonly name: string;
  readonly external_id: string | null;
  readonly app: { readonly id: number } | null;
}

/** The `external_id` of a check run with the name `own` that is the app's own; `null` for any other. */
export const ownCheckId = (
  { name, external_id, app }: EventRun,
  own: string,
  { config }: Pick<Services, 'config'>,
): string | null => (app?.id === config.appId && name === own ? external_id : null);
