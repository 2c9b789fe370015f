import type { Entry } from '../../receipt/index.ts';
import { receiptPath } from '../branch/branch-paths.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { parseBundle } from '../tile/entry-bundle.ts';
import { bundlePath, TILE_WIDTH, tileAt } from '../tile/tile-path.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { readAhead } from './read-ahead.ts';
import { readEntries } from './read-entries.ts';
import type { LedgerHead } from './read-head.ts';

/** Bundles that are read in one go. */
const AT_ONCE = 16;

/**
 * All entries of one kind, oldest first. Every entry is read and proven, 256 of them in a file, and of the receipts only those of this
 * kind: of a long log far less than `readAllEntries` reads. Throws as `readEntries` does.
 */
export async function readEntriesOfKind(
  store: LedgerStore,
  ledger: LedgerHead,
  kind: string,
): Promise<LedgerEntry[]> {
  const { head, checkpoint } = ledger;
  const only = (entry: Entry): boolean => entry.kind === kind;
  const entries: LedgerEntry[] = [];
  for (let from = 0; from < checkpoint.size; from += AT_ONCE * TILE_WIDTH) {
    const to = Math.min(checkpoint.size, from + AT_ONCE * TILE_WIDTH);
    const bundles = bundlesOf(from, to, checkpoint.size);
    const paths = bundles.map(({ path }) => path);
    const ahead = await readAhead(store, paths, head);
    const { files } = await ahead.read(paths, head);
    const receipts = bundles.flatMap((bundle) => receiptsIn(bundle, files.get(bundle.path), kind));
    const withReceipts = receipts.length === 0 ? ahead : await readAhead(ahead, receipts, head);
    for await (const chunk of readEntries(withReceipts, ledger, { from, to, only })) entries.push(...chunk);
  }
  return entries;
}

interface Bundle {
  readonly first: number;
  readonly width: number;
  readonly path: string;
}

/** The bundles with the entries [from, to); `from` begins one. */
const bundlesOf = (from: number, to: number, size: number): Bundle[] =>
  Array.from({ length: Math.ceil((to - from) / TILE_WIDTH) }, (_, i) => {
    const first = from + i * TILE_WIDTH;
    const { width } = tileAt(0, first, size);
    return { first, width, path: bundlePath(first / TILE_WIDTH, width) };
  });

/** Where the receipts of a kind probably are: what to read ahead, while the bundle is not proven and may be damaged. */
function receiptsIn({ first, width }: Bundle, content: Uint8Array | undefined, kind: string): string[] {
  const entries = (content && parseBundle(content, width)) ?? [];
  return entries.flatMap((entry, i) =>
    Buffer.from(entry).includes(`"kind":"${kind}"`) ? [receiptPath(first + i)] : [],
  );
}
