import { receiptPath } from '../branch/branch-paths.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { bundlePath, TILE_WIDTH, tileAt } from '../tile/tile-path.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { readAhead } from './read-ahead.ts';
import { readEntries } from './read-entries.ts';
import type { LedgerHead } from './read-head.ts';

/** Entries that are read in one go: over a network each read is a round trip, and with git some processes. */
const AT_ONCE = 16 * TILE_WIDTH;

/**
 * The first `size` entries of a ledger, at most all, as `readEntries` gives them: for who keeps them all, and in far fewer reads.
 * Throws as that does.
 */
export async function readAllEntries(
  store: LedgerStore,
  ledger: LedgerHead,
  size: number,
): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (let from = 0; from < size; from += AT_ONCE) {
    const to = Math.min(size, from + AT_ONCE);
    const ahead = await readAhead(store, pathsOf(from, to, ledger.checkpoint.size), ledger.head);
    for await (const chunk of readEntries(ahead, ledger, { from, to })) entries.push(...chunk);
  }
  return entries;
}

/** The receipts of the entries [from, to), and the bundles that they are in. `from` begins a bundle. */
function pathsOf(from: number, to: number, size: number): string[] {
  const indices = Array.from({ length: to - from }, (_, i) => from + i);
  const bundles = indices.filter((index) => index % TILE_WIDTH === 0);
  return [
    ...bundles.map((first) => bundlePath(first / TILE_WIDTH, tileAt(0, first, size).width)),
    ...indices.map(receiptPath),
  ];
}
