import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startGitHub } from '../../../../../sandbox/github/index.ts';
import { createPerson } from '../../../../../sandbox/world/person.ts';
import { expectToSurviveKillOnGitHub, type GitHubOwner } from './killed-github-writer.ts';

jest.setTimeout(60_000);

let owner: GitHubOwner;
beforeAll(async () => {
  const github = await startGitHub();
  owner = { github, ...createPerson(github, 'ada') };
});
afterAll(() => owner.github.stop());

describe('a ledger on GitHub whose writer is killed (SIGKILL)', () => {
  // Number 2 is the commit that admits, 3 the one that integrates; test/exhaustive/ledger-kill.test.ts kills at every request.
  it.each([
    [2, 'before'],
    [2, 'after'],
    [3, 'during'],
    [3, 'after'],
  ] as const)('is a sound log that the next append goes on with: request %i, %s', async (request, moment) => {
    expect(await expectToSurviveKillOnGitHub(owner, request, moment)).toBe(true);
  });
});
