import { findOrMake, NO_RETRY } from '../../core/github/find-or-make.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { type CheckRunLister, listCheckRuns, type OwnedCheckRun } from './list-check-runs.ts';

interface Answer extends OwnedCheckRun {
  readonly conclusion: string | null;
}

export interface CheckFailer extends CheckRunLister<Answer> {
  readonly rest: {
    readonly checks: CheckRunLister<Answer>['rest']['checks'] & {
      readonly create: (
        parameters: RepositoryName & {
          name: string;
          head_sha: string;
          status: 'completed';
          conclusion: 'failure';
          output: { title: string; summary: string };
          request: { retries: number };
        },
      ) => Promise<{ data: Answer }>;
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
  await findOrMake(
    async () => {
      for await (const run of listCheckRuns(client, appId, repository, commit, check.name))
        if (run.conclusion === 'failure') return run;
      return undefined;
    },
    async () => {
      const { data } = await client.rest.checks.create({
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
