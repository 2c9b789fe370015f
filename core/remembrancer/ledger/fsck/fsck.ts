import { equalBytes, toBase64 } from '../../../common/bytes.ts';
import { FILES } from '../branch/branch-paths.ts';
import type { RetiredKey } from '../keys/retired-key.ts';
import { formatState } from '../branch/state-file.ts';
import { checkHandovers } from './check-handovers.ts';
import { checkHead, type CheckedHead } from './check-head.ts';
import { checkIndices } from './check-indices.ts';
import { checkRetired } from './check-retired.ts';
import { checkRecords, type RecordCounts, type RecordedEntries } from './check-records.ts';
import { checkTimestamps } from './check-timestamps.ts';
import { checkTree, type CheckedTree } from './check-tree.ts';
import { checkUnexpected } from './check-unexpected.ts';
import { Findings, type Problem, type Unauthenticated } from './findings.ts';
import { type AddedKey, IndexBuilder, type RepeatedOperation } from './index-builder.ts';
import type { LedgerSource } from './ledger-source.ts';

export interface FsckOptions {
  /** The log's key (vkey) as the reader knows it; without it the branch is checked by the key that it names itself. */
  readonly verifierKey?: string;
  readonly onProgress?: (progress: FsckProgress) => void;
}

/** How far a check is: entries of `total` that went through the present step. */
export interface FsckProgress {
  readonly step: 'tree' | 'receipts';
  readonly done: number;
  readonly total: number;
}

export interface FsckCounts extends Readonly<RecordCounts> {
  readonly entries: number;
  /** Entries that are admitted and not in the tree yet. */
  readonly admitted: number;
  readonly bundles: number;
  readonly tiles: number;
  readonly indexFiles: number;
}

export interface FsckResult {
  /** Nothing is wrong. */
  readonly sound: boolean;
  /** What the checkpoint states (root in base64); absent when it is not good. */
  readonly log?: { readonly origin: string; readonly size: number; readonly root: string };
  readonly verifierKey?: string;
  readonly counts: FsckCounts;
  readonly problems: readonly Problem[];
  /** Files that the log says nothing about, though they belong to it. Whatever stands in them, nothing vouches for it. */
  readonly notAuthenticated: readonly Unauthenticated[];
  readonly repeated: readonly RepeatedOperation[];
  /** Keys that the log records as taking the place of others. Whether to believe them is for a person to decide. */
  readonly addedKeys: readonly AddedKey[];
  /** Keys that the log records as signing no more. */
  readonly retiredKeys: readonly RetiredKey[];
  /** Whether the place could list its files; where not, files that do not belong to the log were not looked for. */
  readonly listed: boolean;
}

const NO_ENTRIES: RecordedEntries = { size: 0, readEntries: () => Promise.resolve([]), admitted: [] };

/**
 * Checks a ledger whole: derives every leaf hash, tile and the root from the entry bundles, and compares them, every
 * receipt, evidence file and index with what is there. A sound ledger has no file that is neither right nor named as
 * not authenticated. Files that may be those of an entry whose receipt is missing or wrong cannot be told, and are looked
 * at when it is mended; without a right tree that is all but the receipts. Throws only when the source cannot be read.
 */
export async function fsck(source: LedgerSource, options: FsckOptions = {}): Promise<FsckResult> {
  const { verifierKey, onProgress } = options;
  const findings = new Findings();
  const listing = await source.list();
  const head = await checkHead(source, verifierKey, findings);
  const size = head?.checkpoint.size ?? 0;
  const tell = (step: FsckProgress['step']) => (done: number) => onProgress?.({ step, done, total: size });
  const tree =
    head && (await checkTree(source, head.checkpoint, listing?.files ?? [], findings, tell('tree')));
  if (head !== undefined) {
    checkState(head, tree, findings);
    await checkTimestamps(source, listing?.files, head, findings);
  }

  const indices = new IndexBuilder();
  const entries: RecordedEntries =
    tree === undefined ? NO_ENTRIES : { size, readEntries: tree.readEntries, admitted: head?.admitted ?? [] };
  const records = await checkRecords(source, entries, indices, findings, tell('receipts'));
  for (const path of listing?.strange ?? []) {
    findings.report(
      path,
      'not-a-file',
      'It is no plain file: a link, a module, a program, an empty folder, or a name that its folder lists twice.',
    );
  }
  if (head !== undefined && tree !== undefined) {
    checkRetired(head, indices, findings);
    await checkHandovers(
      source,
      indices.addedKeys,
      tree.levels[0] ?? new Uint8Array(),
      head.branchKey,
      findings,
    );
  }
  // What belongs to the log follows from its entries: while no tree is right, no index or other file is blamed for it.
  const indexFiles = tree === undefined ? 0 : await checkIndices(source, indices, findings);
  if (tree !== undefined && listing !== undefined) {
    await checkUnexpected(source, listing.files, { size, unknown: indices.unknown }, findings);
  }
  return {
    sound: findings.problems.length === 0,
    ...(head && { log: describe(head), verifierKey: head.verifierKey }),
    counts: {
      entries: size,
      admitted: head?.admitted.length ?? 0,
      bundles: tree?.bundles ?? 0,
      tiles: tree?.tiles ?? 0,
      ...records,
      indexFiles,
    },
    problems: findings.problems,
    notAuthenticated: findings.notAuthenticated,
    repeated: indices.repeated,
    addedKeys: indices.addedKeys,
    retiredKeys: indices.retiredKeys,
    listed: listing !== undefined,
  };
}

const describe = ({ checkpoint: { origin, size, root } }: CheckedHead): FsckResult['log'] & object => ({
  origin,
  size,
  root: toBase64(root),
});

function checkState({ state }: CheckedHead, tree: CheckedTree | undefined, findings: Findings): void {
  findings.seen.add(FILES.state);
  if (state === undefined || tree?.edge === undefined) return;
  if (!equalBytes(formatState(tree.edge), state)) {
    findings.report(FILES.state, 'state', 'It is not the right edge of the log.');
  }
}
