import { describe, expect, it } from '@jest/globals';
import { mean, measuresOf } from '../../../bench/memory/measures.ts';
import { pairedBootstrap } from '../../../bench/memory/paired-bootstrap.ts';

const gains = (worth: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
  new Map(Object.entries(worth));

describe('an answer', () => {
  it('that has all in the best order is worth 1 by each measure', () => {
    expect(measuresOf(['a', 'b', 'x'], gains({ a: 3, b: 1 }))).toEqual({
      reciprocalRank: 1,
      hit5: 1,
      ndcg: 1,
    });
  });

  it('is worth less the later it comes', () => {
    expect(measuresOf(['x', 'a'], gains({ a: 1 }))).toEqual({
      reciprocalRank: 0.5,
      hit5: 1,
      ndcg: expect.closeTo(1 / Math.log2(3)),
    });
    expect(measuresOf(['1', '2', '3', '4', '5', 'a'], gains({ a: 1 })).hit5).toBe(0);
  });

  it('of which only part is there is worth that part of the best', () => {
    const { ndcg } = measuresOf(['b', 'x', 'a'], gains({ a: 3, b: 1 }));
    expect(ndcg).toBeCloseTo((1 + 3 / 2) / (3 + 1 / Math.log2(3)));
  });

  it('beyond the tenth place counts for nothing', () => {
    const places = Array.from({ length: 10 }, (_, at) => String(at));
    expect(measuresOf([...places, 'a'], gains({ a: 1 }))).toEqual({ reciprocalRank: 0, hit5: 0, ndcg: 0 });
  });
});

describe('the paired bootstrap', () => {
  const peer = Array.from({ length: 60 }, (_, at) => (at % 3) / 2);

  it('has zero between its ends when nobody is better', () => {
    const other = peer.map((value, at) => value + (at % 2 === 0 ? 0.1 : -0.1));
    const { mean: middle, low, high } = pairedBootstrap(other, peer);
    expect(middle).toBeCloseTo(mean(other) - mean(peer));
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });

  it('is above zero for who is better nearly each time, and below for the other', () => {
    const better = peer.map((value, at) => value + (at % 10 === 0 ? -0.1 : 0.1));
    expect(pairedBootstrap(better, peer).low).toBeGreaterThan(0);
    expect(pairedBootstrap(peer, better).high).toBeLessThan(0);
  });

  it('gives the same ends for the same numbers', () => {
    const other = peer.toReversed();
    expect(pairedBootstrap(other, peer)).toEqual(pairedBootstrap(other, peer));
  });
});
