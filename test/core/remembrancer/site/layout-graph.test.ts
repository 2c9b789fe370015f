import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type Arc, layoutGraph, type Place } from '../../../../core/remembrancer/site/graph/layout-graph.ts';
import { textLines } from '../../../../core/remembrancer/site/graph/text-lines.ts';

const key = ({ column, row }: Place): string => `${column}/${row}`;

describe('the layout of a graph', () => {
  it('goes from left to right, and goes around what stands between', () => {
    expect(
      layoutGraph(3, [
        [0, 1],
        [1, 2],
        [0, 2],
      ]),
    ).toEqual({
      nodes: [
        { column: 0, row: 0 },
        { column: 1, row: 0 },
        { column: 2, row: 0 },
      ],
      routes: [[], [], [{ column: 1, row: 1 }]],
    });
  });

  it('ends for circles, and gives every node and every crossing a place of its own', () => {
    const node = fc.nat(19);
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 60 }), (arcs: Arc[]) => {
        const { nodes, routes } = layoutGraph(20, arcs);
        const places = [...nodes, ...routes.flat()].map(key);
        expect(new Set(places).size).toBe(places.length);
        routes.forEach((route, i) => {
          const [from, to] = arcs[i]!.map((each) => nodes[each]!.column) as [number, number];
          expect(route.map(({ column }) => column)).toEqual(
            Array.from({ length: Math.max(0, to - from - 1) }, (_, step) => from + 1 + step),
          );
        });
      }),
    );
  });

  it('leads every arc to the right where there is no circle', () => {
    const arc = fc.tuple(fc.nat(19), fc.nat(19)).filter(([a, b]) => a < b);
    fc.assert(
      fc.property(fc.array(arc, { maxLength: 60 }), (arcs: Arc[]) => {
        const { nodes } = layoutGraph(20, arcs);
        expect(arcs.every(([from, to]) => nodes[from]!.column < nodes[to]!.column)).toBe(true);
      }),
    );
  });
});

describe('the text of a node', () => {
  it.each([
    ['short', ['short']],
    ['ADR-0042 Store orders in PostgreSQL', ['ADR-0042 Store orders in', 'PostgreSQL']],
    ['a '.repeat(60), ['a a a a a a a a a a a a', 'a a a a a a a a a a a a…']],
    ['decision use-postgresql-for-orders 1', ['decision use-postgresql-', 'for-orders 1']],
    ['src/orders/** -- or --out', ['src/orders/** -- or --', 'out']],
    ['x'.repeat(24), ['x'.repeat(24)]],
    ['x'.repeat(60), [`${'x'.repeat(23)}…`]],
    [`a ${'x'.repeat(60)} b`, ['a', `${'x'.repeat(23)}…`]],
    [`${'a '.repeat(12)}b ${'x'.repeat(60)}`, ['a a a a a a a a a a a a', 'b…']],
    ['', ['']],
    ['決定'.repeat(9), ['決定'.repeat(6), '決定'.repeat(3)]],
    ['a\nb\u202e', ['a b\ufffd']],
  ])('%j', (text, lines) => {
    expect(textLines(text)).toEqual(lines);
  });
});
