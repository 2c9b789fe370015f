import { expect, it } from '@jest/globals';
import { VaultMeshError } from '../../../core/common/error.ts';
import { isRepeated } from '../../../app/deliveries/attempt.ts';
import { workOn } from '../../../app/deliveries/work.ts';

const refusal = (status: number, message = 'refused') =>
  Object.assign(new Error(message), { status, request: { method: 'GET', url: 'http://127.0.0.1/x' } });

/** Work of which the attempts end with `errors`, and then well. */
function attempts(errors: readonly Error[], random = 1) {
  const left = [...errors];
  const stopping = new AbortController();
  const [pauses, outcomes, lines]: [number[], string[], object[]] = [[], [], []];
  const told: boolean[] = [];
  const line = (about: object) => void lines.push(about);
  const work = workOn({
    receive: () => {
      const error = left.shift();
      told.push(isRepeated(error));
      return error === undefined ? Promise.resolve() : Promise.reject(error);
    },
    clock: () => new Date('2026-11-20T09:30:00Z'),
    metrics: { attempted: (_event, outcome) => void outcomes.push(outcome) },
    log: { error: line, info: line, warn: line },
    sleep: (ms) => Promise.resolve(void pauses.push(ms)),
    random: () => random,
    signal: stopping.signal,
  });
  const payload = { canary: 'in the payload' };
  const run = () => work({ id: 'guid', event: 'push', payload, receivedAt: '2026-11-20T09:00:00Z' });
  return { pauses, outcomes, lines, told, stopping, run };
}

it('makes an attempt again, after growing pauses, while GitHub is in trouble', async () => {
  const lost = new VaultMeshError('network', 'No answer.', { cause: new TypeError('fetch failed') });
  const { run, pauses, outcomes } = attempts([
    new AggregateError([refusal(502)]),
    refusal(403, 'API rate limit exceeded for installation ID 3.'),
    lost,
  ]);
  await run();
  expect(pauses).toEqual([2_000, 10_000, 60_000]);
  expect(outcomes).toEqual(['again', 'again', 'again', 'done']);
});

it('spreads the pauses', async () => {
  const { run, pauses } = attempts([refusal(500)], 0);
  await run();
  expect(pauses).toEqual([1_000]);
});

it('waits as long as GitHub asks, if that is longer than the pause', async () => {
  const asking = (seconds: string) =>
    Object.assign(refusal(429), { response: { headers: { 'retry-after': seconds } } });
  const { run, pauses } = attempts([asking('30'), asking('5'), new AggregateError([asking('100')])]);
  await run();
  expect(pauses).toEqual([45_000, 20_000, 115_000]);
});

it('spreads what GitHub asks for, and never comes before', async () => {
  const asking = Object.assign(refusal(429), { response: { headers: { 'retry-after': '30' } } });
  const told = [0, 0.5].map(async (random) => {
    const { run, pauses } = attempts([asking], random);
    await run();
    return pauses;
  });
  expect(await Promise.all(told)).toEqual([[30_000], [37_500]]);
});

it('gives up after four attempts, and says so with the delivery and nothing of its payload', async () => {
  const { run, outcomes, lines } = attempts(Array.from({ length: 9 }, () => refusal(503)));
  await expect(run()).rejects.toThrow('refused');
  expect(outcomes).toEqual(['again', 'again', 'again', 'failed']);
  expect(lines.at(-1)).toMatchObject({ delivery: 'guid', event: 'push', attempt: 4 });
  expect(JSON.stringify(lines)).not.toContain('canary');
});

it('tells each attempt whether another follows on its error: not after the last, nor after what stays so', async () => {
  const failing = attempts(Array.from({ length: 9 }, () => refusal(503)));
  await expect(failing.run()).rejects.toThrow('refused');
  expect(failing.told).toEqual([true, true, true, false]);
  const refused = attempts([refusal(404)]);
  await expect(refused.run()).rejects.toThrow('refused');
  expect(refused.told).toEqual([false]);
});

it.each([
  ['a refusal', refusal(403, 'Resource not accessible by integration')],
  ['what GitHub calls wrong', new VaultMeshError('network', 'GitHub answered 422', { cause: refusal(422) })],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['something else', 'a string'],
])('does not repeat %s', async (_, error) => {
  const { run, outcomes } = attempts([new AggregateError([error])]);
  await expect(run()).rejects.toThrow();
  expect(outcomes).toEqual(['failed']);
});

it('does not wait for the next attempt when the app stops', async () => {
  const { run, stopping, outcomes } = attempts([refusal(500), refusal(500)]);
  stopping.abort();
  await expect(run()).rejects.toThrow('refused');
  expect(outcomes).toEqual(['again']);
});
