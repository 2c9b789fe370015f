import { expect, it } from '@jest/globals';
import { quantile, slope } from '../../../bench/app/statistics.ts';

it('a percentile is one of the values, and no more than its share is above it', () => {
  const values = Array.from({ length: 1000 }, (_, index) => 1000 - index);
  expect([0.5, 0.99, 0.999, 1].map((q) => quantile(values, q))).toEqual([500, 990, 999, 1000]);
  expect(quantile([7], 0.99)).toBe(7);
  expect(quantile([], 0.99)).toBeNaN();
});

it('a slope tells what each delivery adds, and nothing of what comes and goes', () => {
  const steps = [10_000, 12_000, 14_000, 16_000, 18_000, 20_000];
  expect(slope(steps.map((step) => [step, 5_000_000 + 100 * step]))).toBeCloseTo(100);
  expect(slope(steps.map((step, index) => [step, index % 2 === 0 ? 1000 : 2000]))).toBeLessThan(0.1);
});
