/** Adds `scores` to `sum`, where the best of them counts `share` and the others as much of it as they are worth. */
export function addShare(sum: Float64Array, scores: Float64Array, share: number): void {
  const most = scores.reduce((most, score) => Math.max(most, score), 0);
  if (most === 0) return;
  for (let at = 0; at < sum.length; at += 1) {
    sum[at] = (sum[at] ?? 0) + (share * (scores[at] ?? 0)) / most;
  }
}
