import { expect, it } from '@jest/globals';
import { loggedError } from '../../app/create-log.ts';
import { VaultMeshError } from '../../core/common/error.ts';

it('keeps what helps to understand an error, down to its causes', () => {
  const refused = Object.assign(new Error('Not Found'), {
    status: 404,
    request: { method: 'GET', url: 'https://api.github.com/repos/acme/x?token=canary', body: 'canary' },
  });
  expect(loggedError(new VaultMeshError('not-found', 'There is no x.', { cause: refused }), 4)).toMatchObject(
    {
      name: 'VaultMeshError',
      code: 'not-found',
      message: 'There is no x.',
      cause: { message: 'Not Found', status: 404, call: 'GET /repos/acme/x' },
    },
  );
});

it('keeps nothing else of it', () => {
  const error = Object.assign(
    new AggregateError([Object.assign(new Error('a'), { event: 'canary' })], 'all'),
    {
      event: { payload: 'canary' },
      response: { headers: { authorization: 'canary' } },
    },
  );
  expect(JSON.stringify(loggedError(error, 4))).not.toContain('canary');
});

it('ends, also when an error is its own cause', () => {
  const error = new Error('circle');
  error.cause = error;
  expect(JSON.stringify(loggedError(error, 4)).length).toBeGreaterThan(0);
});
