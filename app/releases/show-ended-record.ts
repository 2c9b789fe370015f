import type { ProbotOctokit } from 'probot';
import { VaultMeshError } from '../../core/common/error.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { type CommitFinder, commitOf } from '../github/commit-of.ts';
import { findWorkflowRun } from '../github/find-workflow-run.ts';
import { releaseOfTag } from '../github/release-of-tag.ts';
import type { EndedRun } from '../recording/ended-run.ts';
import { RECORD_WORKFLOW } from '../recording/start-record.ts';
import type { Services } from '../services.ts';
import { type Failure, failureOf } from './failure-of-run.ts';
import { lookAtRecord } from './look-at-record.ts';
import { putRecordCheck } from './put-record-check.ts';
import { releaseOfOperation } from './record-check.ts';

/**
 * What came of a run that was to record a release, or to get what is owed for it, as a check on the release's commit. Nothing of a run
 * about something else, and of one after which there was another for the same.
 */
export async function showEndedRecord(
  client: ProbotOctokit,
  { repository, branch, operation, conclusion, url }: EndedRun,
  services: Services,
): Promise<void> {
  const about = releaseOfOperation(operation);
  if (about === undefined) return;
  const { tag, isBackfill } = about;
  const sought = { workflow: RECORD_WORKFLOW, branch, title: `Record ${operation}` };
  const newest = await findWorkflowRun(client, repository, sought);
  if (newest !== undefined && newest !== url) return;
  const failed = failureOf(isBackfill, conclusion);
  await showRecord(client, { repository, tag, run: url, failed }, services);
}

/** The same for a tag, by the ledger as it is now; nothing for one that is gone, or without a published release. */
export async function showRecord(
  client: ProbotOctokit,
  about: { repository: RepositoryName; tag: string; run: string; failed: Failure | undefined },
  services: Services,
): Promise<void> {
  const { repository, tag, failed } = about;
  const release = await releaseOfTag(client, repository, tag);
  if (release === undefined) return;
  const commit = await commitOfTag(client, repository, tag);
  if (commit === undefined) return;
  const asked = { ...about, hasFailed: failed === 'record', release, commit };
  const { summary, ...verdict } = await lookAtRecord(client, asked, services);
  const told = failed === 'backfill' ? `${NOT_GOT}\n\n${summary}` : summary;
  await putRecordCheck(client, services.config.appId, { ...about, commit }, { ...verdict, summary: told });
}

/** The commit of a tag; `undefined` where there is no such tag. */
export async function commitOfTag(
  client: CommitFinder,
  repository: RepositoryName,
  tag: string,
): Promise<string | undefined> {
  try {
    return await commitOf(client, repository, `tags/${tag}`);
  } catch (error) {
    if (error instanceof VaultMeshError && error.code === 'not-found') return undefined;
    throw error;
  }
}

const NOT_GOT =
  'The last run was to get what the record was made without, and did not come to its end. Its page says what stopped it.';
