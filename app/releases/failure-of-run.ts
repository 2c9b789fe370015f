import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';
import { operationOf } from '../recording/ended-run.ts';
import { releaseOfOperation } from './record-check.ts';

export interface WorkflowRunReader {
  readonly rest: {
    readonly actions: {
      readonly getWorkflowRun: (
        parameters: RepositoryName & { run_id: number },
      ) => Promise<{ data: { display_title: string; conclusion: string | null } }>;
    };
  };
}

/** What a run of the record workflow was to do for a release and did not come to the end of. */
export type Failure = 'record' | 'backfill';

/** What a run with this conclusion has failed at; `undefined` where it succeeded. */
export const failureOf = (isBackfill: boolean, conclusion: string): Failure | undefined =>
  conclusion === 'success' ? undefined : isBackfill ? 'backfill' : 'record';

/** The same of the run that a page is of, as it is now: nothing of one that has not ended, is gone, or was about no release. */
export async function failureOfRun(
  client: WorkflowRunReader,
  repository: RepositoryName,
  page: string,
): Promise<Failure | undefined> {
  const id = /\/actions\/runs\/(\d{1,15})$/u.exec(page)?.[1];
  if (id === undefined) return undefined;
  const run = (await found(client.rest.actions.getWorkflowRun({ ...repository, run_id: Number(id) })))?.data;
  const about = releaseOfOperation(operationOf(run?.display_title ?? '') ?? '');
  if (about === undefined || typeof run?.conclusion !== 'string') return undefined;
  return failureOf(about.isBackfill, run.conclusion);
}
