import { equalBytes } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { HASH_SIZE } from '../merkle/hash.ts';
import { parseBundle } from '../tile/entry-bundle.ts';
import { bundlePath, TILE_WIDTH, tileAt } from '../tile/tile-path.ts';
import { leafHashes } from './derive-tiles.ts';
import { hashAt } from './derive-tree.ts';
import type { Findings } from './findings.ts';
import type { LedgerSource } from './ledger-source.ts';

/**
 * The entries of the bundles from number `first` on, up to `last` without it; `undefined` for one that is not what the
 * signed root is over, which is reported.
 */
export type EntryReader = (first: number, last: number) => Promise<(Uint8Array | undefined)[]>;

/**
 * Reads entries anew, so that a long log is not held in memory, and holds each against its hash in `leaves`, one after
 * another. Bundles that are not in `sound` are not read again. Throws `conflict` for one that was changed meanwhile.
 */
export function entryReader(
  source: LedgerSource,
  leaves: Uint8Array,
  sound: ReadonlySet<number>,
  findings: Findings,
): EntryReader {
  const size = leaves.length / HASH_SIZE;
  return async (first, last) => {
    const bundles = Array.from({ length: last - first }, (_, i) => {
      const { index, width } = tileAt(0, (first + i) * TILE_WIDTH, size);
      return { index, width, path: bundlePath(index, width) };
    });
    const files = await source.read(bundles.filter(({ index }) => sound.has(index)).map(({ path }) => path));
    return bundles.flatMap(({ index, width, path }) => {
      if (!sound.has(index)) return Array.from({ length: width }, () => undefined);
      const content = files.get(path);
      const entries = content && parseBundle(content, width);
      if (entries === undefined) {
        throw new VaultMeshError('conflict', `${path} was changed while it was read; check again.`);
      }
      const hashes = leafHashes(content?.slice() ?? new Uint8Array(), width);
      return entries.map((entry, i) => {
        const number = index * TILE_WIDTH + i;
        if (equalBytes(hashAt(hashes, i), hashAt(leaves, number))) return entry;
        findings.report(path, 'entry', `Entry ${number} is not the one that the signed root is over.`);
        return undefined;
      });
    });
  };
}
