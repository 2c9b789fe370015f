/** What a page still shows legibly, and a renderer without delay. */
export const MAX_DIAGRAM_NODES = 60;

/**
 * `items` in groups for a diagram each, in their order: as many in one as have no more than 60 different nodes among
 * them. `nodesOf` names the nodes of an item; an item of more than 60 would stand alone.
 */
export function groupForDiagrams<Item>(
  items: readonly Item[],
  nodesOf: (item: Item) => readonly string[],
): Item[][] {
  const groups: Item[][] = [];
  let nodes = new Set<string>();
  for (const item of items) {
    const grown = new Set([...nodes, ...nodesOf(item)]);
    const group = groups.at(-1);
    if (group !== undefined && grown.size <= MAX_DIAGRAM_NODES) {
      group.push(item);
      nodes = grown;
    } else {
      groups.push([item]);
      nodes = new Set(nodesOf(item));
    }
  }
  return groups;
}
