import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import type { FolderReader } from '../../core/github/read-folder.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { resolveDecision } from '../../core/remembrancer/decisions/index.ts';
import { listChangedFiles, type PullRequestFileLister } from '../github/list-changed-files.ts';
import { type PullRequestReader, readOpenPullRequest } from '../github/read-pull-request.ts';
import { type KnownDecisions, knownDecisions } from './known-decisions.ts';
import type { RecordReader } from './ledger-records.ts';
import { isDecisionPath } from './parse-decision.ts';

export type ProposalReader = FolderReader & RecordReader & PullRequestFileLister & PullRequestReader;

/** A pull request that brings or changes a decision of an order. */
export interface ProposalBranch {
  readonly branch: string;
  readonly head: string;
  readonly known: KnownDecisions;
}

/**
 * The pull request that the order stands on, if it is open and brings or changes one of the decisions. The default branch is
 * never taken for one: what goes there is reviewed.
 *
 * Throws `not-permitted` where its branch is in another repository, which is its author's.
 */
export async function proposedHere(
  client: ProposalReader,
  { name, defaultBranch }: Repository,
  folder: string,
  { issue, references, clock }: { issue: number; references: readonly string[]; clock: Clock },
): Promise<ProposalBranch | undefined> {
  if (references.length === 0) return undefined;
  const pull = await readOpenPullRequest(client, name, issue);
  if (!pull) return undefined;
  const isHere = pull.repository === fullName(name);
  if (isHere && pull.branch === defaultBranch) return undefined;
  const changed = new Set((await listChangedFiles(client, name, issue)).map(({ filename }) => filename));
  if (![...changed].some((path) => isDecisionPath(folder, path))) return undefined;
  const known = await knownDecisions(client, name, folder, pull.head, clock);
  if (!references.some((reference) => changed.has(pathOf(known, reference) ?? ''))) return undefined;
  if (isHere) return { branch: pull.branch, head: pull.head, known };
  throw new VaultMeshError(
    'not-permitted',
    'The branch of this pull request is in another repository, to which the app does not write. Its author can change the ' +
      'line "status", or give the command again when it is merged.',
  );
}

/** Where the decision is that `reference` means; `undefined` where it means none, which may be elsewhere. */
function pathOf({ reads }: KnownDecisions, reference: string): string | undefined {
  try {
    return resolveDecision(reads, reference).path;
  } catch (error) {
    if (error instanceof VaultMeshError && error.code === 'not-found') return undefined;
    throw error;
  }
}
