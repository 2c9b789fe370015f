import { describe, expect, it } from '@jest/globals';

import { recordPage } from '../../../cli/mcp/record-page.ts';
import type { Memory, MemoryRecord } from '../../../core/remembrancer/memory/index.ts';
import { MARK, ORIGIN } from './connect.ts';

const memory: Memory = {
  checkpoint: { origin: ORIGIN, size: 30, root: new Uint8Array(32) },
  verifierKey: `${ORIGIN}+00000000+AA==`,
  size: 30,
  root: new Uint8Array(32),
  proof: [],
  records: [],
};

const LONG = 'x'.repeat(10_000);
const LINE = 'y'.repeat(500);

/** A decision that says as much as a receipt can, with two texts. */
const longest = (index: number): MemoryRecord => ({
  index,
  id: `decision:${index}`,
  kind: 'decision',
  component: LINE,
  version: LINE,
  time: '2026-11-20T09:30:00Z',
  title: LINE,
  status: LINE,
  texts: { what: LONG, why: LONG, how: LONG, value: LONG },
  links: Array.from({ length: 256 }, () => ({ rel: LINE, target: LINE })),
  subjects: ['a', 'b'].map((digit) => ({ name: LINE, sha256: digit.repeat(64) })),
  source: { repository: LINE, ref: LINE, run: LINE },
  receipt: 'c'.repeat(64),
});

const texts = new Map(['a', 'b'].map((digit) => [digit.repeat(64), `${digit} `.repeat(30_000)]));

const pageOf = (count: number): string =>
  recordPage(
    Array.from({ length: count }, (_, index) => longest(index)),
    { memory, texts },
    () => MARK,
  );

describe('a page of records', () => {
  it.each([1, 2, 7, 20, 30])('of %i that say all they can has an end', (count) => {
    const page = pageOf(count);
    // 24,000 characters of texts, as many of files, and lines of at most 200.
    expect(page.length).toBeLessThan(48_000 + 20 * 600 + Math.min(count, 20) * 3_000);
  });

  it('says what it does not show', () => {
    expect(pageOf(1)).toContain('"linksCut":"20 of 256"');
    expect(pageOf(1)).toContain('[cut: 6000 of 10000 characters]');
    expect(pageOf(20)).not.toContain('are shown');
    expect(pageOf(30)).toContain('The last 20 are shown; search_memories finds the others.');
    expect(pageOf(30)).not.toContain('"id":"decision:9"');
  });

  it('has one text of a decision, the first', () => {
    expect(pageOf(1).match(/The text of entry 0/gu)).toHaveLength(1);
    expect(pageOf(1)).toContain('a a a');
    expect(pageOf(1)).not.toContain('b b b');
  });
});
