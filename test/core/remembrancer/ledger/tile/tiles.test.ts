import { parseTile } from '../../../../../core/remembrancer/ledger/tile/hash-tile.ts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toHex, utf8 } from '../../../../../core/common/bytes.ts';
import { leafHash } from '../../../../../core/remembrancer/ledger/index.ts';
import { inclusionSteps, proofHashes } from '../../../../../core/remembrancer/ledger/merkle/proof-nodes.ts';
import { treeHash } from '../../../../../core/remembrancer/ledger/merkle/tree-hash.ts';
import { verifyInclusion } from '../../../../../core/remembrancer/ledger/merkle/inclusion.ts';
import { formatBundle, parseBundle } from '../../../../../core/remembrancer/ledger/tile/entry-bundle.ts';
import {
  edgeFiles,
  edgeRoot,
  EMPTY_EDGE,
  extendEdge,
} from '../../../../../core/remembrancer/ledger/tile/right-edge.ts';
import { tileHashes, tilePathsOf } from '../../../../../core/remembrancer/ledger/tile/tile-hashes.ts';
import {
  bundlePath,
  tileAt,
  tileNumber,
  tilePath,
} from '../../../../../core/remembrancer/ledger/tile/tile-path.ts';

const entriesOf = (size: number): Uint8Array[] => Array.from({ length: size }, (_, i) => utf8(`entry ${i}`));

describe('paths', () => {
  it.each([
    [0, '000'],
    [7, '007'],
    [999, '999'],
    [1000, 'x001/000'],
    [1_234_067, 'x001/x234/067'],
    [4_294_967_296, 'x004/x294/x967/296'],
  ])('write tile %i as %s', (index, path) => {
    expect(tileNumber(index)).toBe(path);
  });

  it('mark partial tiles by their width', () => {
    expect(tilePath({ level: 1, index: 273, width: 17 })).toBe('tile/1/273.p/17');
    expect(tilePath({ level: 0, index: 273, width: 256 })).toBe('tile/0/273');
    expect(bundlePath(1000, 112)).toBe('tile/entries/x001/000.p/112');
  });

  it('follow the example of tlog-tiles, a log of 70,000 entries', () => {
    const at = (level: number, hash: number): string => tilePath(tileAt(level, hash, 70_000));
    expect([at(0, 69_999), at(1, 255), at(1, 272), at(2, 0)]).toEqual([
      'tile/0/273.p/112',
      'tile/1/000',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
  });
});

describe('entry bundles', () => {
  it('keep entries of any length up to 65,535 bytes', () => {
    const entries = [new Uint8Array(), utf8('x'), new Uint8Array(65_535).fill(7)];
    expect(parseBundle(formatBundle(entries), 3)).toEqual(entries);
    expect(() => formatBundle([new Uint8Array(65_536)])).toThrow('65536 bytes');
  });

  it('are refused when cut, too long, or of another width', () => {
    const bytes = formatBundle(entriesOf(5));
    expect(parseBundle(bytes.subarray(0, -1), 5)).toBeUndefined();
    expect(parseBundle(Uint8Array.of(...bytes, 0), 5)).toBeUndefined();
    expect(parseBundle(bytes, 4)).toBeUndefined();
    expect(parseBundle(bytes, 6)).toBeUndefined();
  });
});

describe('the right edge', () => {
  it('has the root of all entries, however they came', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 5 }), (batches) => {
        let edge = EMPTY_EDGE;
        const all: Uint8Array[] = [];
        for (const batch of batches) {
          const entries = entriesOf(batch);
          edge = extendEdge(edge, entries).edge;
          all.push(...entries);
        }
        expect(edge.size).toBe(all.length);
        expect(toHex(edgeRoot(edge))).toBe(toHex(treeHash(all.map(leafHash))));
      }),
      { numRuns: 25 },
    );
  });

  it('writes exactly the tiles that tlog-tiles asks for, at every level', () => {
    const { edge, filled } = extendEdge(EMPTY_EDGE, entriesOf(70_000));
    const files = new Map([...filled, ...edgeFiles(edge)]);
    // 273 full and one partial tile of level 0, two of level 1, one of level 2; as many bundles as tiles of level 0.
    expect(files.size).toBe(274 + 2 + 1 + 274);
    expect([...edgeFiles(edge).keys()].toSorted()).toEqual([
      'tile/0/273.p/112',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
      'tile/entries/273.p/112',
    ]);
    const root = edgeRoot(edge);
    for (const index of [0, 255, 256, 65_535, 65_536, 69_999]) {
      const steps = inclusionSteps(index, 70_000);
      const proof = proofHashes(steps, tileHashes(files, 70_000));
      expect(verifyInclusion(index, 70_000, leafHash(utf8(`entry ${index}`)), proof, root)).toBe(true);
      expect(tilePathsOf(steps.flat(), 70_000).length).toBeLessThanOrEqual(5);
    }
  });

  it('names the tile that is missing or cut', () => {
    const hashOf = tileHashes(new Map([['tile/0/000', new Uint8Array(31)]]), 300);
    expect(() => hashOf({ level: 0, index: 3 })).toThrow('tile/0/000 is not there or has not 256 hashes');
    expect(() => hashOf({ level: 0, index: 299 })).toThrow('tile/0/001.p/44');
  });
});

it('a tile is read as wide as its name says, and no tile that is shorter or longer', () => {
  const bytes = new Uint8Array(3 * 32);
  expect(parseTile(bytes, 3)).toHaveLength(3);
  expect([parseTile(bytes, 2), parseTile(bytes, 4), parseTile(bytes.subarray(1), 3)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
