import { expect, it } from '@jest/globals';
import { askGit } from '../../../sandbox/github/git/ask-git.ts';
import { gitEnvironment } from '../../../sandbox/github/git/run-git.ts';

const env = gitEnvironment();

it('answers each of many that run at once with what it printed for that one', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => askGit({ args: ['hash-object', '--stdin'], env, input: `${n}` })),
  );
  const ids = answers.map(({ stdout }) => Buffer.from(stdout).toString().trim());
  expect(new Set(ids).size).toBe(20);
  // As `printf 0 | git hash-object --stdin` says.
  expect(ids[0]).toBe('c227083464fb9af8955c90d2924774ee50abb547');
});

it('tells how git ended and what it said', async () => {
  const { exitCode, stderr } = await askGit({ args: ['no-such-command'], env, input: '' });
  expect(exitCode).toBe(1);
  expect(Buffer.from(stderr).toString()).toContain("'no-such-command' is not a git command");
});

it('rejects where there is no git', async () => {
  const nowhere = { ...env, PATH: '/nonexistent' };
  await expect(askGit({ args: ['--version'], env: nowhere, input: '' })).rejects.toThrow(
    'git could not be started',
  );
});
