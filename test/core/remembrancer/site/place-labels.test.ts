import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  LABEL_LINE,
  type LabelPlace,
  placeLabels,
} from '../../../../core/remembrancer/site/graph/place-labels.ts';

const label = fc.record({
  x: fc.constantFrom(0, 266),
  y: fc.nat(200),
  lines: fc.integer({ min: 1, max: 3 }),
});

const bottom = ({ y, lines }: LabelPlace): number => y + lines * LABEL_LINE;

describe('the labels of a graph', () => {
  it('stay where they are when none lies on another', () => {
    const apart = [0, 1, 2].map((i) => ({ x: 0, y: i * LABEL_LINE, lines: 1 }));
    expect(placeLabels(apart)).toEqual(apart);
  });

  it('never lie on each other, and only move down', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 40 }), (wanted) => {
        const placed = placeLabels(wanted);
        expect(placed.every(({ x, y }, i) => x === wanted[i]?.x && y >= wanted[i].y)).toBe(true);
        const overlaps = placed.filter((a, i) =>
          placed.some((b, j) => i < j && a.x === b.x && a.y < bottom(b) && b.y < bottom(a)),
        );
        expect(overlaps).toEqual([]);
      }),
    );
  });
});
