import { VaultMeshError } from '../../../common/error.ts';
import { digestPath, operationPath } from '../branch/branch-paths.ts';
import { parseIndex } from '../../../common/decimal.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { indexedEntries, readEach } from './indexed-entries.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { type ProvenEntry, readEntry } from './read-entry.ts';
import type { LedgerHead } from './read-head.ts';
import { readEntries, type ReadEntriesOptions } from './read-entries.ts';

/**
 * The entries that `wanted` means: an index, the SHA-256 of an artifact in hex, or an operation id. Index files only
 * say where to look first; when none of what they say is so, the whole log is read, so that nobody hides an entry by
 * changing one. Throws `not-found`, and what `readEntry` and `readEntries` throw.
 */
export async function findEntries(
  store: LedgerStore,
  ledger: LedgerHead,
  wanted: string,
): Promise<ProvenEntry[]> {
  const index = parseIndex(wanted);
  if (index !== undefined) return [await readEntry(store, ledger, index)];
  const isDigest = /^[0-9a-f]{64}$/u.test(wanted);
  const isWanted = ({ receipt }: LedgerEntry): boolean =>
    isDigest ? receipt.subjects.some(({ sha256 }) => sha256 === wanted) : receipt.id === wanted;

  const path = isDigest ? digestPath(wanted) : operationPath(wanted);
  const listed = (await indexedEntries(store, ledger, path)).filter(isWanted);
  if (listed.length > 0) return listed;

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
