import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../core/remembrancer/ledger/seeded-random.ts';
import { ROWS } from './rows.ts';
import { runRow } from './run-row.ts';
import { startTableWorld, type TableWorld } from './table-world.ts';

/** The same cases each time, unless another seed is given: test/exhaustive/app-faults-*.test.ts run all of them. */
const SEED = Number(process.env['VAULTMESH_SEED'] ?? 1);
const SAMPLED_ROWS = 8;
const CASES_OF_A_ROW = 2;

const random = seededRandom(SEED);
const sample = <Item>(items: readonly Item[], size: number): Item[] =>
  items
    .map((item) => ({ item, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, size)
    .map(({ item }) => item);

let world: TableWorld;
beforeAll(async () => {
  world = await startTableWorld();
});
afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  await world.stop();
});

describe(`a sample of the table by VAULTMESH_SEED=${SEED}`, () => {
  it.each(sample(Object.values(ROWS).flat(), SAMPLED_ROWS))('$name ends as a clean run', async (row) => {
    const { failures } = await runRow(world, row, (cases) => sample(cases, CASES_OF_A_ROW));
    expect(failures.join('\n\n')).toBe('');
  });
});
