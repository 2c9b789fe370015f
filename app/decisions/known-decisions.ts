import type { Clock } from '../../core/common/clock.ts';
import type { FolderReader } from '../../core/github/read-folder.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import {
  type DecisionText,
  readDecision,
  type ReadDecision,
} from '../../core/remembrancer/decisions/index.ts';
import { nameDecisions, type NamedDecision } from '../../core/remembrancer/memory/index.ts';
import { readDecisionFolder } from './decision-folder.ts';
import { decisionRecords, type RecordReader } from './ledger-records.ts';

/** The decisions of a commit, by all their names. */
export interface KnownDecisions {
  readonly folder: string;
  readonly files: readonly DecisionText[];
  /** With the numbers, aliases and statuses that the ledger has for them. */
  readonly reads: readonly NamedDecision<ReadDecision>[];
}

/** The decisions in `folder` of a commit, and what the ledger of the repository has of them, if there is one. */
export async function knownDecisions(
  client: FolderReader & RecordReader,
  repository: RepositoryName,
  folder: string,
  commit: string,
  clock: Clock,
): Promise<KnownDecisions> {
  const files = await readDecisionFolder(client, repository, folder, commit);
  const reads = files.map(({ path, text }) => readDecision(path, text));
  return { folder, files, reads: nameDecisions(reads, await decisionRecords(client, repository, clock)) };
}
