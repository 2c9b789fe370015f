import { describe, expect, it } from '@jest/globals';
import { expectToSurviveKill } from './killed-writer.ts';
describe('a ledger whose writer is killed (SIGKILL)', () => {
  // Number 9 is the push that admits, 11 the one that integrates; test/exhaustive/ledger-kill.test.ts kills at every command.
  it.each([
    [9, 'before'],
    [9, 'during'],
    [9, 'after'],
    [11, 'during'],
  ] as const)('is a valid log that the next append goes on with: command %i, %s', async (command, moment) => {
    expect(await expectToSurviveKill(command, moment)).toBe(true);
  });
});
