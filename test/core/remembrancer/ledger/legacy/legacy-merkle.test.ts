import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  legacyLeaf,
  legacyRoot,
  legacyText,
} from '../../../../../core/remembrancer/ledger/legacy/legacy-merkle.ts';
import type { LegacyRecord } from '../../../../../core/remembrancer/ledger/legacy/legacy-record.ts';

const RECORD: LegacyRecord = {
  id: 'm0',
  timestamp: '2025-10-20T00:00:00Z',
  type: 'deployment',
  component: 'svc',
  version: 'v0',
  hash: '5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9',
  sig: null,
  data: '{"n": 0}',
};

/** Made with the first system's own code, and kept beside the project. */
const vectors = join(
  import.meta.dirname,
  '../../../../../../shared/data/original/legacy-merkle-vectors.json',
);

describe("the first system's Merkle root", () => {
  it('is over the text that Python writes', () => {
    expect(legacyLeaf(RECORD)).toBe('3e3978dc8083f765698e2a1680e829334b984bf2eb14cc9bde3e06aa87bf4d19');
    expect(legacyRoot([RECORD])).toBe(legacyLeaf(RECORD));
    expect(legacyRoot([])).toBe('');
    expect(legacyText({ ...RECORD, component: 'Ψ\u007f\n"\\\u{1f600}' })).toContain(
      String.raw`"component":"\u03a8\u007f\n\"\\\ud83d\ude00"`,
    );
  });

  it('does not depend on the order that the records are given in, and does not tell the last one from itself twice', () => {
    const records = [1, 2, 3].map((n) => ({ ...RECORD, id: `m${n}` }));
    expect(legacyRoot(records.toReversed())).toBe(legacyRoot(records));
    expect(legacyRoot([...records, records[2]!])).toBe(legacyRoot(records));
    expect(legacyRoot(records)).not.toBe(legacyRoot(records.slice(0, 2)));
  });

  if (existsSync(vectors)) {
    it('is the one that the first system computed, for each of its vectors', () => {
      const { merkle_py: all } = JSON.parse(readFileSync(vectors, 'utf8')) as {
        merkle_py: { records: LegacyRecord[]; leaves: string[]; root: string }[];
      };
      expect(all).toHaveLength(6);
      for (const { records, leaves, root } of all) {
        expect(records.map(legacyLeaf)).toEqual(leaves);
        expect(legacyRoot(records)).toBe(root);
      }
    });
  } else {
    it.skip('the vectors: ../shared/data/original is not there', () => undefined);
  }
});
