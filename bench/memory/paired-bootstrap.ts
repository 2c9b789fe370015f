import { mean } from './measures.ts';

/** The mean of what one engine is better by, and where 95 of 100 samples have it. */
export interface Difference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const SAMPLES = 10_000;

/**
 * The paired bootstrap (Efron) over questions: `ours` less `theirs`, question by question, sampled with replacement. The same
 * numbers give the same answer.
 */
export function pairedBootstrap(ours: readonly number[], theirs: readonly number[]): Difference {
  const differences = ours.map((value, at) => value - (theirs[at] ?? 0));
  const random = seeded(20_261_121);
  const means = Array.from({ length: SAMPLES }, () =>
    mean(differences.map(() => differences[Math.floor(random() * differences.length)] ?? 0)),
  ).sort((a, b) => a - b);
  return {
    mean: mean(differences),
    low: means[Math.floor(SAMPLES * 0.025)] ?? Number.NaN,
    high: means[Math.ceil(SAMPLES * 0.975) - 1] ?? Number.NaN,
  };
}

/** mulberry32: numbers from 0 up to 1, the same ones for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
