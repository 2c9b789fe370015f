import type { PlacedEntry } from '../append/log-state.ts';
import { damagedBranch } from '../branch/damaged-branch.ts';
import { leafHash } from '../merkle/hash.ts';
import { verifyInclusion } from '../merkle/inclusion.ts';
import { inclusionSteps, proofHashes, type TreeNode } from '../merkle/proof-nodes.ts';
import { treeHash } from '../merkle/tree-hash.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { bundleFault } from '../tile/bundle-fault.ts';
import { parseBundle } from '../tile/entry-bundle.ts';
import { tileHashes, tilePathsOf } from '../tile/tile-hashes.ts';
import { bundlePath, TILE_WIDTH, tileAt } from '../tile/tile-path.ts';
import type { LedgerHead } from './read-head.ts';

/** The entries of one bundle, each proven to be in the log. */
export interface ProvenBundle {
  readonly path: string;
  readonly entries: readonly PlacedEntry[];
  /** The files that were read with it: not proven. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The inclusion proof of entry `index` of this bundle, from the leaf up. */
  readonly proofOf: (index: number) => Uint8Array[];
}

/** Reads bundle `number` and the files `also`, in one read. */
export type BundleReader = (number: number, also?: readonly string[]) => Promise<ProvenBundle>;

/**
 * A reader of the bundles of one log. A bundle is proven as a whole by the inclusion proof of its first entry: the lower
 * hashes of that proof are computed from the other entries, so only tiles above the bundle are read. It keeps those that
 * the next bundle needs too, a few for each level of tiles, however long the log is.
 *
 * The reader throws `verification-failed` that names the file, for a bundle or tile that is missing, cut, or not under
 * the signed root.
 */
export function bundleReader(
  store: LedgerStore,
  { head, checkpoint }: Pick<LedgerHead, 'head' | 'checkpoint'>,
): BundleReader {
  const { size, root } = checkpoint;
  let tiles = new Map<string, Uint8Array>();
  let storedHash = tileHashes(tiles, size);

  return async (number, also = []) => {
    const first = number * TILE_WIDTH;
    const { width } = tileAt(0, first, size);
    const path = bundlePath(number, width);
    const steps = inclusionSteps(first, size);
    const isInside = ({ level, index }: TreeNode): boolean =>
      2 ** level < TILE_WIDTH && Math.floor((index * 2 ** level) / TILE_WIDTH) === number;
    const needed = tilePathsOf(
      steps.flat().filter((node) => !isInside(node)),
      size,
    );
    const missing = needed.filter((tile) => !tiles.has(tile));
    const { files } = await store.read([path, ...missing, ...also], head);
    if (missing.length > 0) {
      tiles = new Map(needed.flatMap((tile) => pair(tile, tiles.get(tile) ?? files.get(tile))));
      storedHash = tileHashes(tiles, size);
    }
    const entries = entriesIn(path, files.get(path), width);
    const leaves = entries.map(leafHash);
    const inside = new Map<string, Uint8Array>();
    const hashOf = (node: TreeNode): Uint8Array => {
      if (!isInside(node)) return storedHash(node);
      const key = `${node.level}/${node.index}`;
      const start = node.index * 2 ** node.level - first;
      const hash = inside.get(key) ?? treeHash(leaves.slice(start, start + 2 ** node.level));
      inside.set(key, hash);
      return hash;
    };
    const [leaf] = leaves;
    if (!leaf || !verifyInclusion(first, size, leaf, proofHashes(steps, hashOf), root)) {
      throw damagedBranch(`The tiles do not lead from ${path} to the signed root at size ${size}`);
    }
    return {
      path,
      entries: entries.map((entry, i) => ({ index: first + i, entry })),
      files,
      proofOf: (index) => proofHashes(inclusionSteps(index, size), hashOf),
    };
  };
}

function entriesIn(path: string, content: Uint8Array | undefined, width: number): Uint8Array[] {
  const entries = content && parseBundle(content, width);
  if (entries !== undefined) return entries;
  throw damagedBranch(`${path} ${bundleFault(content, width) ?? 'cannot be read'}`);
}

const pair = (path: string, content: Uint8Array | undefined): [string, Uint8Array][] =>
  content === undefined ? [] : [[path, content]];
