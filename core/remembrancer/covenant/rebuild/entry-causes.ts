/** An entry of an archive, with what may differ of it under a name of ours. */
export interface ArchiveEntry {
  readonly name: string;
  readonly parts: Readonly<Record<string, string | number | Buffer>>;
}

/** What to say of a part that differs, and what ends it. */
export type PartCauses = Readonly<Record<string, { readonly what: string; readonly remedy?: string }>>;

/** How many entries are named in one cause. */
const MOST_NAMED = 3;

/** What differs in the entries of two archives; `order` ends their being in another order. */
export function entryCauses(
  first: readonly ArchiveEntry[],
  second: readonly ArchiveEntry[],
  causes: PartCauses,
  order: string,
): string[] {
  const [before, after] = [first, second].map(
    (entries) => new Map(entries.map((entry) => [entry.name, entry])),
  );
  if (before === undefined || after === undefined) return [];
  const only = [
    ...[...before.keys()].filter((name) => !after.has(name)),
    ...[...after.keys()].filter((name) => !before.has(name)),
  ];
  if (only.length > 0) return [`entries that only one of them has: ${listed(only)}`];
  const isReordered = first.some(({ name }, n) => second[n]?.name !== name);
  return [
    ...(isReordered ? [`the order of the entries: ${order}`] : []),
    ...Object.entries(causes).flatMap(([part, { what, remedy }]) => {
      const names = [...before.values()]
        .filter((entry) => !isSame(entry.parts[part], after.get(entry.name)?.parts[part]))
        .map(({ name }) => name);
      if (names.length === 0) return [];
      return [`${what} ${listed(names)}${remedy === undefined ? '' : `: ${remedy}`}`];
    }),
  ];
}

const isSame = (a: unknown, b: unknown): boolean =>
  Buffer.isBuffer(a) && Buffer.isBuffer(b) ? a.equals(b) : a === b;

/** `a, b, c and 4 more`. */
const listed = (names: readonly string[]): string =>
  names.length <= MOST_NAMED
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
