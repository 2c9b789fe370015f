import { parseIndexFile } from '../branch/index-file.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { type ProvenEntry, readEntry } from './read-entry.ts';
import type { LedgerHead } from './read-head.ts';

/** An honest index file of an artifact has a line for each of its releases and deployments. */
const MAX_CANDIDATES = 256;

/**
 * The entries from index `from` on that the index file `path` points to, proven. Anybody with push access may have
 * written that file: the caller looks whether they are what it wanted, and may not have all of them.
 */
export async function indexedEntries(
  store: LedgerStore,
  ledger: LedgerHead,
  path: string,
  from = 0,
): Promise<ProvenEntry[]> {
  const { files } = await store.read([path], ledger.head);
  const indices = parseIndexFile(files.get(path), ledger.checkpoint.size).filter((index) => index >= from);
  return readEach(store, ledger, indices.slice(0, MAX_CANDIDATES));
}

/** The entries at `indices`, each proven. */
export async function readEach(
  store: LedgerStore,
  ledger: LedgerHead,
  indices: readonly number[],
): Promise<ProvenEntry[]> {
  const entries: ProvenEntry[] = [];
  for (const index of indices) entries.push(await readEntry(store, ledger, index));
  return entries;
}
