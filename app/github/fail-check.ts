import { findOrMake, NO_RETRY } from '../../core/github/find-or-make.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';

export interface CheckFailer {
  readonly rest: {
    readonly checks: {
      readonly listForRef: (
        parameters: RepositoryName & { ref: string; check_name: string; app_id: number },
      ) => Promise<{ data: { check_runs: { html_url: string | null; conclusion: string | null }[] } }>;
      readonly create: (
        parameters: RepositoryName & {
          name: string;
          head_sha: string;
          status: 'completed';
          conclusion: 'failure';
          output: { title: string; summary: string };
          request: { retries: number };
        },
      ) => Promise<{ data: { html_url: string | null; conclusion: string | null } }>;
    };
  };
}

/** Puts a failed check run of the app `appId` on `commit`, once. */
export async function failCheck(
  client: CheckFailer,
  appId: number,
  repository: RepositoryName,
  commit: string,
  check: { name: string; title: string; summary: string },
): Promise<void> {
  const { checks } = client.rest;
  await findOrMake(
    async () => {
      const { data } = await checks.listForRef({
        ...repository,
        ref: commit,
        check_name: check.name,
        app_id: appId,
      });
      return data.check_runs.find(({ conclusion }) => conclusion === 'failure');
    },
    async () => {
      const { data } = await checks.create({
        ...repository,
        name: check.name,
        head_sha: commit,
        status: 'completed',
        conclusion: 'failure',
        output: { title: check.title, summary: check.summary },
        ...NO_RETRY,
      });
      return data;
    },
  );
}
