import type { SearchDocument } from './search-document.ts';

/**
 * The hits with each superseded document directly after what stands in its place today, as high as the better of the two
 * was. A successor that the question itself did not find is taken up by `admit`, unless that gives nothing.
 */
export function underSuccessor<H extends { readonly document: SearchDocument }>(
  hits: readonly H[],
  admit: (id: string) => H | undefined,
): readonly H[] {
  if (hits.every(({ document }) => document.supersededBy.length === 0)) return hits;
  const byId = new Map(hits.map((hit) => [hit.document.id, hit]));
  const hitOf = (id: string): H | undefined => {
    const known = byId.get(id) ?? admit(id);
    if (known !== undefined) byId.set(id, known);
    return known;
  };
  const groups = new Map<string, H[]>();
  for (const hit of hits) {
    const top = inForce(hit, hitOf);
    const group = groups.get(top.document.id) ?? [top];
    if (hit.document.id !== top.document.id) group.push(hit);
    groups.set(top.document.id, group);
  }
  return [...groups.values()].flat();
}

/** The end of the chain of successors; where it runs in a circle, the hit itself. */
function inForce<H extends { readonly document: SearchDocument }>(
  hit: H,
  hitOf: (id: string) => H | undefined,
): H {
  const seen = new Set([hit.document.id]);
  let last = hit;
  for (;;) {
    const next = last.document.supersededBy.map(hitOf).find((successor) => successor !== undefined);
    if (next === undefined) return last;
    if (seen.has(next.document.id)) return hit;
    seen.add(next.document.id);
    last = next;
  }
}
