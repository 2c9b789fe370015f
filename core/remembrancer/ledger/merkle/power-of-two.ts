/** The largest power of two that is at most `n`; 0 for 0. By doubling: `Math.log2` rounds up from 2^49 on. */
export function powerOfTwoUpTo(n: number): number {
  if (n < 1) return 0;
  let power = 1;
  while (power * 2 <= n) power *= 2;
  return power;
}
