import { describe, expect, it } from '@jest/globals';
import { ROWS } from '../app/faults/rows.ts';
import { runRow } from '../app/faults/run-row.ts';
import { startTableWorld } from '../app/faults/table-world.ts';

/** Whose cases take longest are run in parts, each in a world of its own. */
const PARTS = ROWS.flatMap((row) => {
  const parts = row.parts ?? 1;
  return Array.from({ length: parts }, (_, part) => ({
    row,
    parts,
    part,
    name: `${row.name} (${part + 1}/${parts})`,
  }));
});

describe('whatever fails while the app works, and whenever it is killed, the end is that of a clean run', () => {
  // Side by side, since much of the time is waiting until GitHub may be asked again.
  it.concurrent.each(PARTS)(
    '$name',
    async ({ row, parts, part }) => {
      const world = await startTableWorld();
      try {
        const { failures, missed, cases } = await runRow(world, row, (all) =>
          all.filter((_, index) => index % parts === part),
        );
        expect(failures.join('\n\n')).toBe('');
        expect({ cases, missed }).toEqual({ cases: expect.any(Number), missed: [] });
        expect(world.github.traffic.unknownRoutes).toEqual([]);
      } finally {
        await world.stop();
      }
    },
    3_600_000,
  );
});
