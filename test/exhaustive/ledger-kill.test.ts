import { describe, expect, it } from '@jest/globals';
import { startGitHub } from '../../sandbox/github/index.ts';
import { createPerson } from '../../sandbox/world/person.ts';
import { expectToSurviveKillOnGitHub } from '../core/remembrancer/ledger/append/killed-github-writer.ts';
import { expectToSurviveKill } from '../core/remembrancer/ledger/append/killed-writer.ts';

/** More git commands than an append runs; the test says when there were fewer. */
const COMMANDS = 40;
/** As many as an append over the API takes: the read, the commit that admits, the one that integrates. */
const REQUESTS = 3;

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

  it.each(['before', 'during', 'after'] as const)(
    'is a sound log that the next append goes on with, %s each request of an append over the GitHub API',
    async (moment) => {
      const github = await startGitHub();
      try {
        const owner = { github, ...createPerson(github, 'ada') };
        let request = 1;
        while (await expectToSurviveKillOnGitHub(owner, request, moment)) request += 1;
        expect(request - 1).toBe(REQUESTS);
      } finally {
        await github.stop();
      }
    },
    300_000,
  );
});
