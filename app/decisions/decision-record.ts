import {
  decisionOperation,
  pullRequestReference,
  type RecordOfDecision,
} from '../../core/remembrancer/decisions/index.ts';
import type { Link, Person } from '../../core/remembrancer/receipt/index.ts';
import type { ChangedFile } from '../github/list-changed-files.ts';
import type { ClosedPullRequest } from './closed-pull-request.ts';
import { isDecisionPath, slugOfPath } from './parse-decision.ts';
import { statusAfter } from './status-after.ts';

/** What the record workflow is asked to write. */
export interface DecisionRecord {
  readonly operation: string;
  readonly component: string;
  readonly commit: string;
  readonly file: string;
  /** Whether its files are signed: what was turned down may be anything, by anybody. */
  readonly isSigned: boolean;
  readonly context: RecordOfDecision['context'];
  readonly links: readonly Link[];
  readonly people: readonly Person[];
}

/**
 * The record of a decision in `folder` that a pull request brought or changed, as `commit` has it. Its id names the file and the
 * commit, and of one that was closed unmerged what became of it, so that the ledger takes each once however often it is asked for.
 */
export function decisionRecord(
  file: ChangedFile,
  { slug, context, status: written, links }: RecordOfDecision,
  { number, url, ...closed }: ClosedPullRequest,
  { commit, folder, people }: { commit: string; folder: string; people: readonly Person[] },
): DecisionRecord {
  const status = statusAfter(written, closed);
  const revised = slugBefore(file, folder);
  const isMerged = closed.mergeCommit !== undefined;
  return {
    operation: `${decisionOperation(file.filename, commit)}${isMerged ? '' : `:${status}`}`,
    component: slug,
    commit,
    file: file.filename,
    isSigned: isMerged,
    context,
    links: [
      { rel: 'status', target: status },
      { rel: 'pull-request', target: url },
      { rel: 'alias', target: pullRequestReference(number) },
      ...(revised === undefined ? [] : [{ rel: 'revises', target: revised }]),
      ...links,
    ],
    people,
  };
}

/** What the decision was called before the pull request changed it. */
function slugBefore(
  { status, filename, previous_filename: before = '' }: ChangedFile,
  folder: string,
): string | undefined {
  if (status === 'modified') return slugOfPath(filename);
  return status === 'renamed' && isDecisionPath(folder, before) ? slugOfPath(before) : undefined;
}
