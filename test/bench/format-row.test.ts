import { describe, expect, it } from '@jest/globals';
import type { Figure } from '../../bench/figure.ts';
import { formatRow, meetsBound } from '../../bench/format-row.ts';

const figure = (value: number, bounds: Partial<Figure> = {}): Figure => ({
  what: 'one append',
  at: '1,000 entries',
  value,
  unit: 'requests',
  ...bounds,
});

describe('a figure', () => {
  it.each([
    [4, { atMost: 4 }, true],
    [4.01, { atMost: 4 }, false],
    [50, { atLeast: 50 }, true],
    [49.9, { atLeast: 50 }, false],
    [9, { atLeast: 1, atMost: 8 }, false],
    [1e9, {}, true],
    [Number.NaN, { atMost: 4 }, false],
  ])('of %p with the bounds %p is met: %p', (value, bounds, isMet) => {
    expect(meetsBound(figure(value, bounds))).toBe(isMet);
  });

  it('is a row of a table, with three digits or all before the point', () => {
    expect(formatRow(figure(3))).toBe('| one append | 1,000 entries | 3.00 requests |  |');
    expect(formatRow(figure(0.12345))).toContain('| 0.123 requests |');
    expect(formatRow(figure(21_654.4))).toContain('| 21654 requests |');
  });

  it('says what was wanted, and when that was missed', () => {
    expect(formatRow(figure(3, { atMost: 4 }))).toMatch(/\| ≤ 4 \|$/u);
    expect(formatRow(figure(5, { atMost: 4 }))).toMatch(/\| ≤ 4 \(missed\) \|$/u);
    expect(formatRow(figure(2, { atLeast: 50 }))).toMatch(/\| ≥ 50 \(missed\) \|$/u);
  });
});
