import { afterEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';

import { remoteRepository, type RemoteRepository } from '../../../actions/covenant/src/remote-repository.ts';

const HEAD = 'a'.repeat(40);
const CONFIG = '.github/vaultmesh.yml';

/** As GitHub answers them (docs.github.com/rest/git/refs, rest/repos/contents): of what a token may not see, 404 too. */
const answers = (replies: Readonly<Record<string, readonly [number, object]>>): nock.Scope => {
  const scope = nock('https://github.example');
  for (const [path, [status, body]] of Object.entries(replies)) {
    scope.get(`/api/repos/acme/app${path}`).reply(status, body).persist();
  }
  return scope;
};
const NOT_FOUND = [404, { message: 'Not Found' }] as const;
const branch = [200, { object: { sha: HEAD } }] as const;

const remote = (defaultBranch?: string): RemoteRepository =>
  remoteRepository(
    {
      ...{ serverUrl: 'https://github.example', apiUrl: 'https://github.example/api' },
      ...{ graphqlUrl: 'https://github.example/graphql', owner: 'acme', repository: 'app', commit: HEAD },
      ...{ ref: 'refs/heads/topic', workflowRef: '', runId: '1', attempt: '1', eventName: 'push' },
      ...{
        workspace: '/nowhere',
        temporary: '/nowhere',
        isPrivate: true,
        fromFork: false,
        hasIdentity: false,
      },
      ...(defaultBranch !== undefined && { defaultBranch }),
    },
    'a-token',
  );

afterEach(() => {
  nock.cleanAll();
});

describe.each([
  ['the event names the default branch', 'trunk'] as const,
  ['it does not', undefined] as const,
])('where %s', (_, known) => {
  const about = { '': [200, { default_branch: 'trunk' }] } as const;

  it('there is no ledger where the repository is to be seen and has no such branch', async () => {
    answers({ ...about, '/git/ref/heads%2Fledger': NOT_FOUND, '/git/ref/heads%2Ftrunk': branch });
    expect(await remote(known).ledger('ledger')).toBe('none');
  });

  it.each([NOT_FOUND, [403, { message: 'Resource not accessible by integration' }] as const])(
    'a ledger that a token may not see is not taken for none: %j',
    async (...answer) => {
      answers({ ...about, '/git/ref/heads%2Fledger': answer, '/git/ref/heads%2Ftrunk': answer });
      await expect(remote(known).ledger('ledger')).rejects.toMatchObject({
        code: 'not-permitted',
        message: expect.stringContaining('permissions: contents: ') as unknown,
      });
    },
  );

  it('a configuration that a token may not see is not taken for none', async () => {
    answers({ ...about, '/git/ref/heads%2Ftrunk': NOT_FOUND });
    await expect(remote(known).defaultFile(CONFIG)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('a branch of another name that is not there is not taken for none', async () => {
    answers({ ...about, '/git/ref/heads%2Fledgr': NOT_FOUND, '/git/ref/heads%2Ftrunk': branch });
    await expect(remote(known).ledger('ledgr')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('acme/app has no branch "ledgr"') as unknown,
    });
  });
});

describe('the configuration of the default branch', () => {
  const contents = `/contents/.github%2Fvaultmesh.yml?ref=${HEAD}`;
  const given = (...answer: readonly [number, object]): nock.Scope =>
    answers({ '/git/ref/heads%2Ftrunk': branch, [contents]: answer });

  it('is the text of the file, or none', async () => {
    given(200, { type: 'file', encoding: 'base64', content: 'YQ==' });
    expect(await remote('trunk').defaultFile(CONFIG)).toBe('a');
    nock.cleanAll();
    given(...NOT_FOUND);
    expect(await remote('trunk').defaultFile(CONFIG)).toBeUndefined();
  });

  it.each([
    ['symlink', { type: 'symlink', target: 'nowhere.yml' }],
    ['submodule', { type: 'submodule' }],
    ['folder', []],
  ])('is not taken for none where a %s stands in its place', async (what, answer) => {
    given(200, answer);
    await expect(remote('trunk').defaultFile(CONFIG)).rejects.toMatchObject({
      code: 'usage',
      message: `${CONFIG} of the default branch is a ${what} for GitHub, and no file. Put a file there.`,
    });
  });
});
