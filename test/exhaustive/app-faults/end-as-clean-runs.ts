import { describe, expect, it } from '@jest/globals';
import { ROWS } from '../../app/faults/rows.ts';
import { runRow } from '../../app/faults/run-row.ts';
import { startTableWorld } from '../../app/faults/table-world.ts';

/** The tests of all cases of the rows about one thing. */
export function endAsCleanRuns(about: keyof typeof ROWS): void {
  // Those whose cases take longest are run in parts, each in a world of its own.
  const parts = ROWS[about].flatMap((row) => {
    const all = row.parts ?? 1;
    return Array.from({ length: all }, (_, part) => ({
      ...{ row, all, part },
      name: all === 1 ? row.name : `${row.name} (${part + 1}/${all})`,
    }));
  });

  describe('whatever fails while the app works, and whenever it is killed, the end is that of a clean run', () => {
    // Side by side, since much of the time is waiting until GitHub may be asked again.
    it.concurrent.each(parts)(
      '$name',
      async ({ row, all, part }) => {
        const world = await startTableWorld();
        try {
          const { failures, missed, cases } = await runRow(world, row, (every) =>
            every.filter((_, index) => index % all === part),
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
}
