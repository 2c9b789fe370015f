import { afterEach, expect, it } from '@jest/globals';
import nock from 'nock';
import { askedBy } from '../fixtures/asked-by.ts';
import { APP_ID, INSTALLATION, startedApp } from '../fixtures/started-app.ts';

afterEach(() => {
  nock.cleanAll();
});

it('each pull request of a suite is looked at, whatever becomes of the others', async () => {
  const numbers = [2, 3];
  const asked = await askedBy(await startedApp(), {
    id: '1',
    name: 'check_suite',
    payload: {
      action: 'rerequested',
      check_suite: {
        ...{ head_branch: 'do-it', head_sha: 'a'.repeat(40), app: { id: APP_ID } },
        pull_requests: numbers.map((number) => ({ number, base: { repo: { id: 5 } } })),
      },
      repository: { id: 5, name: 'platform', full_name: 'acme/platform', owner: { login: 'acme' } },
      installation: { id: INSTALLATION },
    },
  } as never);
  expect(asked).toEqual(
    expect.arrayContaining(
      numbers.map((number) => expect.stringContaining(`/repos/acme/platform/pulls/${number}`)),
    ),
  );
});
