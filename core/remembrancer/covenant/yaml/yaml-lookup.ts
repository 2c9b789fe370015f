import type { Range } from '../found.ts';
import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from './yaml-node.ts';

/** The entry of a map under `key`: the last one, as most readers take it. None in what is no map. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return entriesOf(node).findLast((entry) => entry.key === key);
}

/** What a map has under `key`, or under a path of keys: `valueOf(document, 'spec', 'template')`. */
export function valueOf(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined {
  return path.reduce<YamlNode | undefined>((at, key) => entryOf(at, key)?.value, node);
}

/** Where names lead to from a node: to the name of a member, or to an item by its number; as near as there is something. */
export function rangeAt(node: YamlNode, names: readonly string[]): Range {
  let at = node;
  let { range } = node;
  for (const name of names) {
    const entry = entryOf(at, name);
    const next = entry?.value ?? itemsOf(at)[Number(name)];
    if (next === undefined) break;
    at = next;
    range = entry?.keyRange ?? next.range;
  }
  return range;
}

/** The entries of a map; none of anything else. */
export function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return isMap(node) ? node.entries : [];
}

/** The items of a list; none of anything else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return isList(node) ? node.items : [];
}

/** What a scalar says; `undefined` of anything else. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return isScalar(node) ? node.value : undefined;
}

export const isMap = (node: YamlNode | undefined): node is YamlMap => node?.kind === 'map';

export const isList = (node: YamlNode | undefined): node is YamlList => node?.kind === 'list';

export const isScalar = (node: YamlNode | undefined): node is YamlScalar => node?.kind === 'scalar';

/** A node and all in it, in the order of the file; what an alias names comes again. */
export function* walk(node: YamlNode): Generator<YamlNode> {
  yield node;
  if (node.kind === 'map') for (const { value } of node.entries) yield* walk(value);
  if (node.kind === 'list') for (const item of node.items) yield* walk(item);
}

/** The entries of a map with those that its merge keys (`<<`) bring; its own win, then the first of several. */
export function mergedEntriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  const own = entriesOf(node);
  if (!own.some(({ key }) => key === '<<')) return own;
  const byKey = new Map<string, YamlEntry>();
  const brought = own
    .filter(({ key }) => key === '<<')
    .flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]))
    .flatMap(mergedEntriesOf);
  for (const entry of brought) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
  for (const entry of own) if (entry.key !== '<<') byKey.set(entry.key, entry);
  return [...byKey.values()];
}
