/** A column from the left, and a row in it, both from 0. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** An edge from one node to another, by their numbers. */
export type Arc = readonly [from: number, to: number];

export interface GraphLayout {
  /** By the number of a node. */
  readonly nodes: readonly Place[];
  /** By the number of an arc: the free places that it goes through between its ends. */
  readonly routes: readonly (readonly Place[])[];
}

/**
 * Places `count` nodes so that arcs lead from left to right, but for those that close a circle: a node stands one column right
 * of the last that leads to it, about where those stand that do. An arc over several columns has a place in each between
 * (Sugiyama, Tagawa and Toda, 1981, with one sweep), so that it crosses no node.
 */
export function layoutGraph(count: number, arcs: readonly Arc[]): GraphLayout {
  const columns = columnsOf(count, arcs);
  const before: number[][] = Array.from({ length: count }, () => []);
  const routes = arcs.map(([from, to]) => {
    const [start = 0, end = 0] = [columns[from], columns[to]];
    const route = Array.from({ length: Math.max(0, end - start - 1) }, (_, i) => {
      before.push([i === 0 ? from : columns.length - 1]);
      return columns.push(start + 1 + i) - 1;
    });
    if (start < end) before[to]?.push(route.at(-1) ?? from);
    return route;
  });
  const rows = rowsOf(columns, before);
  const placeOf = (node: number): Place => ({ column: columns[node] ?? 0, row: rows[node] ?? 0 });
  return {
    nodes: Array.from({ length: count }, (_, node) => placeOf(node)),
    routes: routes.map((route) => route.map(placeOf)),
  };
}

/** The longest way to each node; an arc back to a node that the way came through is left out. */
function columnsOf(count: number, arcs: readonly Arc[]): number[] {
  const before: number[][] = Array.from({ length: count }, () => []);
  for (const [from, to] of arcs) before[to]?.push(from);
  const columns: number[] = [];
  const visit = (node: number, way: ReadonlySet<number>): number => {
    const here = new Set([...way, node]);
    const above = (before[node] ?? []).filter((each) => !here.has(each));
    return (columns[node] ??= Math.max(-1, ...above.map((each) => visit(each, here))) + 1);
  };
  for (let node = 0; node < count; node += 1) visit(node, new Set());
  return columns;
}

/** In each column, from left to right, in the order of the mean row of what leads there. */
function rowsOf(columns: readonly number[], before: readonly (readonly number[])[]): number[] {
  const rows = columns.map(() => 0);
  const pull = (node: number): number => {
    const from = before[node] ?? [];
    return from.length === 0 ? node : from.reduce((sum, each) => sum + (rows[each] ?? 0), 0) / from.length;
  };
  for (let column = 0; column <= Math.max(0, ...columns); column += 1) {
    columns
      .flatMap((each, node) => (each === column ? [{ node, pull: pull(node) }] : []))
      .sort((a, b) => a.pull - b.pull || a.node - b.node)
      .forEach(({ node }, row) => (rows[node] = row));
  }
  return rows;
}
