import type { Relation } from './relations.ts';

/**
 * The decisions that supersede each other in a circle, one list of paths for each circle, in the order of the relations.
 * A decision that supersedes itself is a circle of one.
 */
export function supersedeCycles(relations: readonly Relation[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { type, from, to } of relations) {
    if (type === 'supersedes') next.set(from, [...(next.get(from) ?? []), to]);
  }
  const reached = new Map([...next.keys()].map((path) => [path, reachableFrom(path, next)]));
  const cycles: string[][] = [];
  for (const [path, all] of reached) {
    if (!all.has(path) || cycles.some((cycle) => cycle.includes(path))) continue;
    cycles.push([...reached.keys()].filter((other) => all.has(other) && reached.get(other)?.has(path)));
  }
  return cycles;
}

function reachableFrom(start: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const waiting = [...(next.get(start) ?? [])];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...(next.get(path) ?? []));
  }
  return reached;
}
