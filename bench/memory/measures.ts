import { DEPTH } from './engine.ts';

/** How well one question was answered, each from 0 to 1. */
export interface Measures {
  /** One by the rank of the first answer; 0 when there is none among ten. */
  readonly reciprocalRank: number;
  /** Whether there is one among the first five. */
  readonly hit5: number;
  /** Normalised discounted cumulative gain at ten (Järvelin and Kekäläinen, 2002), with linear gains. */
  readonly ndcg: number;
}

/** Measures `found`, the best first, against what each relevant document is worth. */
export function measuresOf(found: readonly string[], gains: ReadonlyMap<string, number>): Measures {
  const first = found.slice(0, DEPTH).findIndex((id) => gains.has(id));
  const gained = discounted(found.map((id) => gains.get(id) ?? 0));
  const ideal = discounted([...gains.values()].sort((a, b) => b - a));
  return {
    reciprocalRank: first < 0 ? 0 : 1 / (first + 1),
    hit5: first >= 0 && first < 5 ? 1 : 0,
    ndcg: ideal === 0 ? 0 : gained / ideal,
  };
}

const discounted = (gains: readonly number[]): number =>
  gains.slice(0, DEPTH).reduce((sum, gain, rank) => sum + gain / Math.log2(rank + 2), 0);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
