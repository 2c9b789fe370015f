import { VaultMeshError } from '../../../common/error.ts';
import { digestPath, operationPath } from '../branch/branch-paths.ts';
import { parseIndex } from '../../../common/decimal.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { indexedEntries, readEach } from './indexed-entries.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { type ProvenEntry, readEntry } from './read-entry.ts';
import type { LedgerHead } from './read-head.ts';
import { readEntries, type ReadEntriesOptions } from './read-entries.ts';

export interface SearchOptions {
  /** Read the whole log, and believe no index file; false by default. */
  readonly all?: boolean;
}

/**
 * The entries that the branch's own index names for the SHA-256 of an artifact, in hex, each proven: for a log that is too large to be
 * read. Whoever can push may have taken some out of the index. Throws what `readEntry` throws.
 */
export async function entriesByDigest(
  store: LedgerStore,
  ledger: LedgerHead,
  sha256: string,
): Promise<ProvenEntry[]> {
  const listed = await indexedEntries(store, ledger, digestPath(sha256));
  return listed.filter(({ receipt }) => receipt.subjects.some((subject) => subject.sha256 === sha256));
}

/**
 * The entry of an operation, by the branch's own index and proven: in a handful of reads, however long the log is. Whoever can push may
 * have taken it out of the index, so `undefined` does not say that the log has none. Throws what `readEntry` throws.
 */
export async function entryOfOperation(
  store: LedgerStore,
  ledger: LedgerHead,
  id: string,
): Promise<ProvenEntry | undefined> {
  const listed = await indexedEntries(store, ledger, operationPath(id));
  return listed.find(({ receipt }) => receipt.id === id);
}

/**
 * The entries that `wanted` means: an index, the SHA-256 of an artifact in hex, or an operation id. Each is proven.
 *
 * Without `all` an index file of the branch says where to look, and the whole log is read only when nothing of what it
 * says is so. Whoever can push may have taken a line out of that file: then what the others lead to is given, and the
 * entry of that line is not. `fsck` finds such a file; with `all` every entry is found in any case.
 *
 * Throws `not-found`, and what `readEntry` and `readEntries` throw.
 */
export async function findEntries(
  store: LedgerStore,
  ledger: LedgerHead,
  wanted: string,
  { all = false }: SearchOptions = {},
): Promise<ProvenEntry[]> {
  const index = parseIndex(wanted);
  if (index !== undefined) return [await readEntry(store, ledger, index)];
  const isDigest = /^[0-9a-f]{64}$/u.test(wanted);
  const isWanted = ({ receipt }: LedgerEntry): boolean =>
    isDigest ? receipt.subjects.some(({ sha256 }) => sha256 === wanted) : receipt.id === wanted;

  if (!all) {
    const listed = isDigest
      ? await entriesByDigest(store, ledger, wanted)
      : (await indexedEntries(store, ledger, operationPath(wanted))).filter(isWanted);
    if (listed.length > 0) return listed;
  }

  const options: ReadEntriesOptions = isDigest ? {} : { only: ({ id }) => id === wanted };
  const indices: number[] = [];
  for await (const entries of readEntries(store, ledger, options)) {
    indices.push(...entries.filter(isWanted).map((entry) => entry.index));
  }
  const scanned = await readEach(store, ledger, indices);
  if (scanned.length > 0) return scanned;
  throw new VaultMeshError(
    'not-found',
    `${ledger.checkpoint.origin} has no entry for ${isDigest ? 'the artifact ' : ''}${wanted}; "vaultmesh ledger log" lists what there is.`,
  );
}
