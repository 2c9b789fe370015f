import { type Case, casesOf, nameOf } from './columns.ts';
import { type Outcome, runCase } from './run-case.ts';
import { isCommand, type Row } from './row.ts';
import type { TableWorld } from './table-world.ts';

export interface RowResult {
  readonly cases: number;
  /** Where the call was not made this time, so that nothing could happen to it. */
  readonly missed: readonly string[];
  /** Where the end was another one than of a clean run, with what is missing and what is too much. */
  readonly failures: readonly string[];
}

const furnished = new WeakMap<TableWorld, Set<Row['furnish']>>();
let count = 1000;
const nextName = (): string => `case-${(count += 1)}`;

/** Runs a row cleanly, and then the chosen ones of its cases in the same world, one after the other. */
export async function runRow(
  world: TableWorld,
  row: Row,
  choose: (cases: readonly Case[]) => readonly Case[] = (cases) => cases,
): Promise<RowResult> {
  await furnish(world, row);
  const clean = await runCase(world, row, nextName());
  let followed: Outcome | undefined;
  const missed: string[] = [];
  const failures: string[] = [];
  const cases = choose(casesOf(clean.calls, isCommand(row)));
  for (const each of cases) {
    const isLate = 'delivery' in each && each.delivery === 'is late';
    if (isLate) followed ??= await runCase(world, row, nextName(), 'followed');
    const name = `${row.name}, ${nameOf(each)}`;
    try {
      const { state, hit, without } = await runCase(world, row, nextName(), each);
      if (!hit) missed.push(name);
      const expected = (isLate ? followed : clean)?.state ?? [];
      const compared = expected.filter((line) => !without.some((pattern) => pattern.test(line)));
      const difference = differenceOf(compared, state);
      if (difference.length > 0) failures.push([name, ...difference].join('\n'));
    } catch (error) {
      failures.push(`${name}\n${error instanceof Error ? error.stack : String(error)}\n${world.app.log()}`);
      world.github.faults.clear();
      await world.restart('SIGKILL');
    }
  }
  return { cases: cases.length, missed, failures };
}

/** What several rows have in common is made once. */
async function furnish(world: TableWorld, row: Row): Promise<void> {
  const done = furnished.get(world) ?? new Set();
  if (row.furnish === undefined || done.has(row.furnish)) return;
  furnished.set(world, done.add(row.furnish));
  await row.furnish(world);
  await world.settled();
}

function differenceOf(expected: readonly string[], found: readonly string[]): string[] {
  const left = [...found];
  const missing = expected.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...missing.map((line, n) => `  missing:  ${where(line, left[n])}`),
    ...left.map((line, n) => `  too much: ${where(line, missing[n])}`),
  ];
}

/** What a line is about, and where it begins to be another one. */
function where(line: string, other = ''): string {
  let at = 0;
  while (at < line.length && line[at] === other[at]) at += 1;
  return at < 100 ? line.slice(0, 600) : `${line.slice(0, 100)} … ${line.slice(at - 40, at + 400)}`;
}
