import { expect, it } from '@jest/globals';
import { benchDeriveTiles } from '../../../bench/ledger/derive-tiles.ts';
import { generateLogKey, parseSignerKey } from '../../../core/remembrancer/ledger/index.ts';

const signer = parseSignerKey(generateLogKey('github.example/ada/app').signerKey);

it('deriving tiles is measured with one thread and with all, with its memory and against Go', () => {
  const go = { checkProof: () => 1, deriveTiles: () => ({ one: 4, all: 2 }), remove: () => undefined };
  const figures = benchDeriveTiles(signer, 1_024, go);
  expect(
    figures.map(({ what, unit, atMost }) => [
      what.replace(/^all tiles from the entries, /u, ''),
      unit,
      atMost,
    ]),
  ).toEqual([
    ['one core', 'ms', undefined],
    ['all cores', 'ms', undefined],
    ['peak memory with the entries', 'MiB', 512],
    ['Go on one core', 'ms', undefined],
    ['Go on all cores', 'ms', undefined],
    ['one core against Go on one', 'times', 2],
    ['all cores against Go on one', 'times', 1],
  ]);
  const [one, all, memory, goOne, goAll, ratioOne, ratioAll] = figures.map(({ value }) => value);
  expect([goOne, goAll]).toEqual([4, 2]);
  expect([ratioOne, ratioAll]).toEqual([one! / 4, all! / 4]);
  expect(memory).toBeGreaterThan(10);
  expect(figures.every(({ at }) => at === '1,024 entries')).toBe(true);
});

it('without Go it is measured alone', () => {
  expect(benchDeriveTiles(signer, 1_024, undefined)).toHaveLength(3);
});
