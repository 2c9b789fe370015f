import { expect, it } from '@jest/globals';
import { askedPause } from '../../../app/deliveries/asked-pause.ts';
import { VaultMeshError } from '../../../core/common/error.ts';

const NOW = new Date('2026-11-20T09:30:00Z');
const refusal = (headers?: object) =>
  Object.assign(new Error('rate limit'), {
    status: 429,
    request: { method: 'GET', url: 'http://127.0.0.1/x' },
    ...(headers && { response: { headers } }),
  });
/** GitHub's headers of a limit that begins anew in so many seconds. */
const limit = (remaining: string, seconds: number) => ({
  'x-ratelimit-remaining': remaining,
  'x-ratelimit-reset': String(NOW.getTime() / 1000 + seconds),
});

it.each<[string, unknown, number]>([
  ['the seconds of retry-after', refusal({ 'retry-after': '70' }), 70_000],
  ['until a limit that is used up begins anew, and a second more', refusal(limit('0', 90)), 91_000],
  ['the longer of both', refusal({ ...limit('0', 90), 'retry-after': '100' }), 100_000],
  ['nothing for a limit that is not used up', refusal(limit('5', 90)), 0],
  ['nothing for one that has begun anew meanwhile', refusal(limit('0', -90)), 0],
  ['no more than 5 min', refusal(limit('0', 3_000)), 300_000],
  ['no more than 5 min, whatever is said', refusal({ 'retry-after': '1e300' }), 300_000],
  ['nothing for what is no number', refusal({ 'retry-after': 'soon', 'x-ratelimit-remaining': '0' }), 0],
  [
    'a minute for a secondary limit that does not say how long',
    Object.assign(refusal(), { message: 'You have exceeded a secondary rate limit.' }),
    60_000,
  ],
  [
    'what the answer to GraphQL says',
    Object.assign(new Error('x'), { name: 'GraphqlResponseError', headers: limit('0', 90) }),
    91_000,
  ],
  ['nothing where GitHub gave no answer', refusal(), 0],
  ['nothing for what GitHub did not say', new TypeError('fetch failed'), 0],
  ['nothing for what is no error', 'a string', 0],
  [
    'the longest of several, also underneath',
    new AggregateError([
      refusal({ 'retry-after': '5' }),
      new VaultMeshError('network', 'No.', { cause: refusal({ 'retry-after': '9' }) }),
      new Error('x'),
    ]),
    9_000,
  ],
])('is %s', (_, error, ms) => {
  expect(askedPause(error, () => NOW)).toBe(ms);
});
