import { describe, expect, it } from '@jest/globals';
import { expectToSurviveKill } from '../core/remembrancer/ledger/append/killed-writer.ts';

/** More git commands than an append runs; the test says when there were fewer. */
const COMMANDS = 40;

describe('a ledger whose writer is killed (SIGKILL)', () => {
  it.each(['before', 'during', 'after'] as const)(
    'is a valid log that the next append goes on with, %s each git command of an append',
    async (moment) => {
      let command = 1;
      while (await expectToSurviveKill(command, moment)) command += 1;
      // The walk ended because the append did, not because the first kill failed.
      expect(command).toBeGreaterThan(8);
      expect(command).toBeLessThan(COMMANDS);
    },
    900_000,
  );
});
