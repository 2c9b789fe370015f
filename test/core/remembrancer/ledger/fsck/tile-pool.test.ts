import { describe, expect, it } from '@jest/globals';
import { concatBytes, utf8 } from '../../../../../core/common/bytes.ts';
import { deriveTiles, type DerivedTiles } from '../../../../../core/remembrancer/ledger/fsck/derive-tiles.ts';
import {
  threadsFor,
  tilePool,
  type TileTask,
} from '../../../../../core/remembrancer/ledger/fsck/tile-pool.ts';
import { leafHash } from '../../../../../core/remembrancer/ledger/merkle/hash.ts';
import { treeHash } from '../../../../../core/remembrancer/ledger/merkle/tree-hash.ts';
import { formatBundle } from '../../../../../core/remembrancer/ledger/tile/entry-bundle.ts';

/** Entries of every length up to some, one of them the longest that there is. */
const entriesOf = (run: number, count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) =>
    utf8('e'.repeat(run === 1 && i === 7 ? 65_535 : (run * 31 + i) % 300)),
  );

const taskOf = (entries: readonly Uint8Array[]): TileTask => ({
  bundles: [formatBundle(entries)],
  count: entries.length,
});

const RUNS = Array.from({ length: 40 }, (_, run) => entriesOf(run, run === 39 ? 300 : 512));

async function derived(threads: number): Promise<DerivedTiles[]> {
  const pool = tilePool(threads);
  const results: DerivedTiles[] = [];
  try {
    for (const [run, entries] of RUNS.entries()) {
      await pool.add(taskOf(entries), ({ leaves, roots }) => {
        results[run] = { leaves: new Uint8Array(leaves), roots: new Uint8Array(roots) };
      });
    }
    await pool.finish();
  } finally {
    await pool.close();
  }
  return results;
}

describe('tiles from bundles', () => {
  it('have the leaf hashes and the roots of RFC 6962', () => {
    const entries = entriesOf(1, 600);
    const { leaves, roots } = deriveTiles(formatBundle(entries), entries.length);
    const hashes = entries.map(leafHash);
    expect(new Uint8Array(leaves)).toEqual(concatBytes(...hashes));
    expect(roots).toEqual(concatBytes(treeHash(hashes.slice(0, 256)), treeHash(hashes.slice(256, 512))));
  });

  it('are the same from one thread and from three', async () => {
    expect(await derived(3)).toEqual(await derived(1));
  });

  it('take threads only for a log that is long enough', () => {
    expect(threadsFor(65_536)).toBe(1);
    expect(threadsFor(65_537)).toBeGreaterThanOrEqual(1);
  });
});

describe('a thread that fails', () => {
  const failing = (source: string): URL => new URL(`data:text/javascript,${encodeURIComponent(source)}`);

  it.each([
    [
      'throws',
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { throw new Error('x'); });",
    ],
    [
      'ends',
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(0));",
    ],
    ['does not start', "import 'node:nothing';"],
  ])('because it %s makes the pool fail', async (_, source) => {
    const pool = tilePool(2, failing(source));
    try {
      for (const entries of RUNS.slice(0, 6)) await pool.add(taskOf(entries), () => undefined);
      await expect(pool.finish()).rejects.toMatchObject({ name: 'VaultMeshError', code: 'internal' });
    } finally {
      await pool.close();
    }
  });
});
