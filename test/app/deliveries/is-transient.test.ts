import { expect, it } from '@jest/globals';
import { isTransient } from '../../../app/deliveries/is-transient.ts';
import { VaultMeshError } from '../../../core/common/error.ts';

/** What Octokit throws of an answer of GitHub's. */
const answer = (status: number, message: string, headers: object = {}, cause?: Error) =>
  Object.assign(new Error(message, { cause }), {
    name: 'HttpError',
    status,
    request: { method: 'GET', url: 'https://api.github.com/repos/acme/platform' },
    response: { status, headers, data: { message } },
  });
/** What it throws of one to GraphQL with errors in it. */
const graphql = (type: string, message: string, headers: object = {}) =>
  Object.assign(new Error(`Request failed due to following response errors:\n - ${message}`), {
    name: 'GraphqlResponseError',
    request: { query: 'query { viewer { login } }' },
    headers,
    errors: [{ type, message }],
    response: { errors: [{ type, message }] },
  });
const broken = (code: string) => Object.assign(new Error('it broke'), { code });
const ended = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795253460' };

it.each<[string, unknown]>([
  ['a limit of REST', answer(403, 'API rate limit exceeded for installation ID 3.', ended)],
  ['the same with 429', answer(429, 'API rate limit exceeded for installation ID 3.', ended)],
  [
    'a secondary limit',
    answer(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'),
  ],
  ['one by retry-after alone', answer(403, 'Forbidden', { 'retry-after': '60' })],
  ['one of an older server', answer(403, 'You have triggered an abuse detection mechanism.')],
  ['429 without a word', answer(429, '')],
  ['a limit of GraphQL', graphql('RATE_LIMITED', 'API rate limit exceeded for installation ID 3.')],
  ['its newer name', graphql('RATE_LIMIT', 'API rate limit already exceeded for user ID 7.')],
  ['a secondary one of GraphQL', graphql('RATE_LIMITED', 'You have exceeded a secondary rate limit.')],
  [
    'a query of GraphQL that GitHub could not finish',
    graphql(
      '',
      'Something went wrong while executing your query on 2026-11-20T09:30:00Z. Please include `A1B2` when reporting.',
    ),
  ],
  ['trouble of GitHub', answer(502, 'Server Error')],
  ['no answer', answer(500, 'fetch failed', {}, broken('ECONNREFUSED'))],
  ['an answer that did not come in time', Object.assign(new Error('Too late'), { name: 'TimeoutError' })],
  ...['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN', 'UND_ERR_SOCKET'].map(
    (code): [string, unknown] => [code, broken(code)],
  ),
  ['a cause below', new TypeError('fetch failed', { cause: broken('UND_ERR_HEADERS_TIMEOUT') })],
  ['one of several', new AggregateError([answer(404, 'Not Found'), answer(503, 'Unavailable')])],
  ['addresses of which none answers', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
  ['what the domain calls the network', new VaultMeshError('network', 'The authority gave no answer.')],
])('%s may be over in a while', (_, error) => {
  expect(isTransient(error)).toBe(true);
  expect(isTransient(new VaultMeshError('network', 'It stopped.', { cause: error }))).toBe(true);
});

it.each<[string, unknown]>([
  ['a permission that is missing', answer(403, 'Resource not accessible by integration')],
  ['a suspended installation', answer(403, 'This installation has been suspended')],
  ['the last call of the hour that was refused', answer(403, 'Forbidden', { 'x-ratelimit-remaining': '0' })],
  ['what is not there', answer(404, 'Not Found')],
  ['what GitHub calls wrong', answer(422, 'Validation Failed')],
  ['the same as the domain tells it', new VaultMeshError('network', 'No.', { cause: answer(422, 'No') })],
  ['what GraphQL does not find', graphql('NOT_FOUND', 'Could not resolve to a Repository')],
  ['what GraphQL forbids', graphql('FORBIDDEN', 'Resource not accessible by integration')],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['a file that is not there', broken('ENOENT')],
  ['what the domain refuses', new VaultMeshError('policy', 'It is held.')],
  ['what is no error', 'rate limit'],
])('%s is for good', (_, error) => {
  expect(isTransient(error)).toBe(false);
});
