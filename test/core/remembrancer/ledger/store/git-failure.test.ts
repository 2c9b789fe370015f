import { describe, expect, it } from '@jest/globals';

import { remoteFailure } from '../../../../../core/remembrancer/ledger/store/git/git-failure.ts';

const ADVICE =
  'fatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n';

const failureOf = (stderr: string, stdout = '') =>
  remoteFailure({ status: 128, stderr, stdout: new TextEncoder().encode(stdout) }, 'fetch the branch ledger');

describe('what git says of a failure', () => {
  it.each([
    [
      `fatal: detected dubious ownership in repository at '/r.git'\nTo add an exception for this directory, call:\n\n\tgit config --global --add safe.directory /r.git\n${ADVICE}`,
      'not-permitted',
      "fatal: detected dubious ownership in repository at '/r.git'; git config --global --add safe.directory /r.git.",
    ],
    [
      `ssh: connect to host example.org port 22: Connection refused\n${ADVICE}`,
      'network',
      'ssh: connect to host example.org port 22: Connection refused.',
    ],
    [
      `git@example.org: Permission denied (publickey).\n${ADVICE}`,
      'not-permitted',
      'git@example.org: Permission denied (publickey).',
    ],
    [`Host key verification failed.\n${ADVICE}`, 'network', 'Host key verification failed.'],
    [ADVICE, 'network', 'fatal: Could not read from remote repository.'],
    ['', 'network', 'it does not say why.'],
  ] as const)('is told without its trailing advice: %j', (stderr, code, reason) => {
    expect(failureOf(stderr)).toMatchObject({
      code,
      message: `git did not fetch the branch ledger: ${reason}`,
    });
  });

  it('of a push is the line of the branch', () => {
    const failure = failureOf(
      "error: failed to push some refs to 'https://x'\n",
      'To https://x\n!\ta:refs/heads/ledger\t[remote rejected] (pre-receive hook declined)\nDone\n',
    );
    expect(failure.code).toBe('not-permitted');
    expect(failure.message).toContain('[remote rejected] (pre-receive hook declined)');
  });

  it.each([
    "fatal: '/nope' does not appear to be a git repository",
    "fatal: repository 'https://example.org/o/r/' not found",
    'ERROR: Repository not found.',
    'fatal: unable to access: The requested URL returned error: 404',
    "remote: The project you were looking for could not be found or you don't have permission to view it.",
  ])('that there is no repository is not-found: %s', (stderr) => {
    expect(failureOf(`${stderr}\n${ADVICE}`).code).toBe('not-found');
  });

  it('that a folder is no repository is not told in the words of git', () => {
    expect(failureOf(`fatal: '/nope' does not appear to be a git repository\n${ADVICE}`).message).toBe(
      '/nope is no git repository; check the address, or give the folder that has ".git".',
    );
  });

  it('that it asks for a login says how to log in', () => {
    const failure = failureOf(
      "fatal: could not read Username for 'https://github.com': terminal prompts disabled\n",
    );
    expect(failure.code).toBe('not-permitted');
    expect(failure.message).toContain('"gh auth setup-git"');
    expect(failure.message).toContain('GITHUB_TOKEN');
    expect(failure.message).toContain('credential helper');
  });

  it('never has a token of the address', () => {
    expect(failureOf("fatal: unable to access 'http://ada:TOKEN@host/': no route\n").message).not.toContain(
      'TOKEN',
    );
  });
});
