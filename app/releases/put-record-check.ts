import { findOrMake, NO_RETRY } from '../../core/github/find-or-make.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { type CheckRunLister, listCheckRuns, type OwnedCheckRun } from '../github/list-check-runs.ts';
import { RECORD_CHECK, type RecordVerdict, recordCheckId } from './record-check.ts';

type Told = Readonly<{
  external_id: string;
  details_url: string;
  status: 'completed';
  conclusion: RecordVerdict['conclusion'];
  output: { title: string; summary: string };
  actions: { label: string; description: string; identifier: string }[];
}>;

interface Answer extends OwnedCheckRun {
  readonly id: number;
  readonly external_id: string | null;
}

export interface RecordCheckWriter extends CheckRunLister<Answer> {
  readonly rest: {
    readonly checks: CheckRunLister<Answer>['rest']['checks'] & {
      readonly create: (
        parameters: RepositoryName & { name: string; head_sha: string; request: { retries: number } } & Told,
      ) => Promise<{ data: Answer }>;
      readonly update: (
        parameters: RepositoryName & { check_run_id: number } & Told,
      ) => Promise<{ data: Answer }>;
    };
  };
}

/** GitHub takes a summary of 65,535 characters. */
const MOST_CHARACTERS = 60_000;

/** Says a verdict in the check of a release on its commit: in the one that is there, else in a new one. `run` is a page of a run. */
export async function putRecordCheck(
  client: RecordCheckWriter,
  appId: number,
  { repository, commit, tag, run }: { repository: RepositoryName; commit: string; tag: string; run: string },
  { conclusion, title, summary, actions }: RecordVerdict,
): Promise<void> {
  const { checks } = client.rest;
  const id = recordCheckId(tag);
  const told: Told = {
    external_id: id,
    details_url: run,
    status: 'completed',
    conclusion,
    output: { title, summary: summary.slice(0, MOST_CHARACTERS).toWellFormed() },
    actions: [...actions],
  };
  const { thing, made } = await findOrMake(
    async () => {
      for await (const run of listCheckRuns(client, appId, repository, commit, RECORD_CHECK))
        if (run.external_id === id) return run;
      return undefined;
    },
    async () => {
      const create = { ...repository, name: RECORD_CHECK, head_sha: commit, ...told, ...NO_RETRY };
      return (await checks.create(create)).data;
    },
  );
  if (!made) await checks.update({ ...repository, check_run_id: thing.id, ...told });
}
