/** A condition as a template has it, and what it holds for. */
export type Condition<Item> = readonly [text: string, holds: (item: Item) => boolean];

/**
 * The first of `conditions` that holds for exactly those of `all` that are `wanted`, else the first two of them with `or` or
 * `and` between. Throws where no two do.
 */
export function shortestCondition<Item>(
  conditions: readonly Condition<Item>[],
  all: readonly Item[],
  wanted: readonly Item[],
): string {
  const both = conditions.flatMap(([left, a], i) =>
    conditions.slice(i + 1).flatMap(([right, b]): Condition<Item>[] => [
      [`${left} or ${right}`, (item) => a(item) || b(item)],
      [`${left} and ${right}`, (item) => a(item) && b(item)],
    ]),
  );
  const fits = ([, holds]: Condition<Item>): boolean =>
    all.every((item) => holds(item) === wanted.includes(item));
  const condition = conditions.find(fits) ?? both.find(fits);
  if (condition === undefined) throw new Error(`No condition holds for ${JSON.stringify(wanted)} alone.`);
  return condition[0];
}
