import { type Entry, parseEntry } from '../../receipt/index.ts';
import { receiptPath } from '../branch/branch-paths.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { TILE_WIDTH } from '../tile/tile-path.ts';
import { bundleReader } from './bundle-reader.ts';
import { type LedgerEntry, ledgerEntry } from './ledger-entry.ts';
import type { LedgerHead } from './read-head.ts';

export interface ReadEntriesOptions {
  /** The first index; 0 by default. */
  readonly from?: number;
  /** The index after the last; by default, and at most, the size of the log. */
  readonly to?: number;
  /** Newest first; oldest first by default. */
  readonly newestFirst?: boolean;
  /** Which entries to give. The receipts of the others are not read; that they are in the log is proven all the same. */
  readonly only?: (entry: Entry) => boolean;
}

/**
 * Reads entries with their receipts, and proves each against the checkpoint of `ledger`. They come in chunks of up to
 * 256, bundle by bundle, and nothing is read before it is asked for: memory does not grow with the log, and a signed
 * size is never believed before the files are there. Throws `verification-failed` that names the file.
 */
export async function* readEntries(
  store: LedgerStore,
  ledger: LedgerHead,
  { from = 0, to = Infinity, newestFirst = false, only }: ReadEntriesOptions = {},
): AsyncGenerator<readonly LedgerEntry[]> {
  const readBundle = bundleReader(store, ledger);
  const end = Math.min(to, ledger.checkpoint.size);
  for (const { number, indices } of chunksOf(from, end, newestFirst)) {
    const { path, entries, files } = await readBundle(number, only ? [] : indices.map(receiptPath));
    const placed = indices.flatMap((index) => entries[index % TILE_WIDTH] ?? []);
    const wanted = only
      ? placed.filter(({ index, entry }) => only(parseEntry(entry, `Entry ${index} in ${path}`)))
      : placed;
    if (wanted.length === 0) continue;
    const paths = wanted.map(({ index }) => receiptPath(index));
    const receipts = only ? (await store.read(paths, ledger.head)).files : files;
    yield wanted.map((entry) => ledgerEntry(entry, path, receipts));
  }
}

/** The indices [from, end) by bundle, in the order asked for. */
function* chunksOf(
  from: number,
  end: number,
  newestFirst: boolean,
): Generator<{ number: number; indices: number[] }> {
  if (from >= end) return;
  const bundleOf = (index: number): number => Math.floor(index / TILE_WIDTH);
  const [oldest, newest] = [bundleOf(from), bundleOf(end - 1)];
  for (let step = 0; step <= newest - oldest; step += 1) {
    const number = newestFirst ? newest - step : oldest + step;
    const first = Math.max(from, number * TILE_WIDTH);
    const count = Math.min(end, (number + 1) * TILE_WIDTH) - first;
    const indices = Array.from({ length: count }, (_, i) => first + i);
    yield { number, indices: newestFirst ? indices.reverse() : indices };
  }
}
