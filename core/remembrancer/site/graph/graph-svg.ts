import { printable } from '../../../common/printable.ts';
import type { GraphEdge, GraphNode } from '../../memory/index.ts';
import { markup, type Markup } from '../markup.ts';
import { layoutGraph, type Place } from './layout-graph.ts';
import { LABEL_LINE, type LabelPlace, placeLabels } from './place-labels.ts';
import { textLines } from './text-lines.ts';

/** In pixels. */
const NODE = { width: 192, height: 46 } as const;
const GAP = { column: 86, row: 20 } as const;
const MARGIN = 8;
const LINE = 16;

type Point = Readonly<Record<'x' | 'y', number>>;

/**
 * Relations as an SVG from left to right, without a script or a style: those from one node to another are one line, with all
 * their names. A node leads to where `hrefOf` says. Whoever cannot see it reads the nodes in their order; the page has the
 * edges in words too.
 */
export function graphSvg(
  edges: readonly GraphEdge[],
  title: string,
  hrefOf: (node: GraphNode) => string | undefined,
): Markup {
  const nodes = [
    ...new Map(edges.flatMap(({ from, to }) => [from, to]).map((node) => [node.id, node])).values(),
  ];
  const numbers = new Map(nodes.map(({ id }, i) => [id, i]));
  const pairs = [...Map.groupBy(edges, ({ from, to }) => JSON.stringify([from.id, to.id])).values()];
  const names = pairs.map((pair) => pair.map(({ relation }) => relation));
  const arcs = pairs.flatMap(([edge]) =>
    edge === undefined ? [] : [[numbers.get(edge.from.id) ?? 0, numbers.get(edge.to.id) ?? 0] as const],
  );
  const layout = layoutGraph(nodes.length, arcs);
  const corners = layout.nodes.map(cornerOf);
  const all = [...corners, ...layout.routes.flat().map(cornerOf)];
  const ways = arcs.map(([from, to], i) =>
    [layout.nodes[from], ...(layout.routes[i] ?? []), layout.nodes[to]]
      .filter((place) => place !== undefined)
      .map(cornerOf),
  );
  const labels = placeLabels(ways.map((way, i) => labelOf(way, names[i]?.length ?? 0)));
  const width =
    MARGIN + Math.max(...all.map(({ x }) => x + NODE.width), ...labels.map(({ x }) => x + GAP.column / 2));
  const height =
    MARGIN +
    Math.max(...all.map(({ y }) => y + NODE.height), ...labels.map(({ y, lines }) => y + lines * LABEL_LINE));
  return markup`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
    role="group"
    aria-label="${title}"
  >
    <defs>
      <marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
        <path d="M0 0 8 4 0 8z" />
      </marker>
    </defs>
    <g aria-hidden="true">
      ${ways.map((way, i) => lineOf(way, names[i] ?? []))}
      ${labels.map((label, i) => labelText(label, names[i] ?? []))}
    </g>
    ${nodes.map((node, i) => nodeOf(node, corners[i] ?? { x: 0, y: 0 }, hrefOf(node)))}
  </svg>`;
}

/** The upper left corner of what stands at a place. */
const cornerOf = ({ column, row }: Place): Point => ({
  x: MARGIN + column * (NODE.width + GAP.column),
  y: MARGIN + row * (NODE.height + GAP.row),
});

/** From the right side of the first corner's node to the left side of the last's, straight through the free places between. */
function lineOf(corners: readonly Point[], [relation = '']: readonly string[]): Markup {
  const middle = NODE.height / 2;
  const curves = corners.slice(1).map(({ x, y }, i) => {
    const from = corners[i] ?? { x, y };
    const [startX, startY, endY] = [from.x + NODE.width, from.y + middle, y + middle];
    const bend = Math.max(GAP.column / 2, (x - startX) / 2);
    const straight = i + 2 < corners.length ? `H${x + NODE.width}` : '';
    return `C${startX + bend} ${startY} ${x - bend} ${endY} ${x} ${endY}${straight}`;
  });
  const [{ x, y } = { x: 0, y: 0 }] = corners;
  const start = `M${x + NODE.width} ${y + middle}`;
  return markup` <path class="edge ${relation}" d="${start}${curves.join('')}" marker-end="url(#arrow)" />`;
}

/** Where the names of a line go: right of the node that it begins at, halfway to the next place. */
function labelOf([first = { x: 0, y: 0 }, second = first]: readonly Point[], lines: number): LabelPlace {
  const isForward = second.x > first.x;
  const y = (isForward ? (first.y + second.y) / 2 : first.y) + NODE.height / 2 - 4;
  return { x: first.x + NODE.width + GAP.column / 2, y, lines };
}

function labelText({ x, y }: LabelPlace, names: readonly string[]): Markup {
  const spans = names.map((name, i) => markup`<tspan x="${x}" y="${y + i * LABEL_LINE}">${name}</tspan> `);
  return markup` <text class="relation" text-anchor="middle">${spans}</text>`;
}

function nodeOf({ id, label }: GraphNode, { x, y }: Point, href: string | undefined): Markup {
  const lines = textLines(label);
  const middle = x + NODE.width / 2;
  const top = y + NODE.height / 2 + 5 - ((lines.length - 1) * LINE) / 2;
  const spans = lines.map((line, i) => markup`<tspan x="${middle}" y="${top + i * LINE}">${line}</tspan> `);
  const shape = markup`<title>${printable(label)}</title><rect x="${x}" y="${y}" width="${NODE.width}" height="${NODE.height}" rx="8"/><text text-anchor="middle">${spans}</text>`;
  const kind = id.split(':', 1).join('');
  return href === undefined
    ? markup`<g class="node ${kind}">${shape}</g>
`
    : markup`<a class="node ${kind}" href="${href}">${shape}</a>
`;
}
