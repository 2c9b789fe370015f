import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributesOf, backoff, newEvent, once, parseEvent, REMEMBERED, UnusableEvent } from '../src/events.ts';
import { SERVICE } from '../src/settings.ts';
import { beginTrace, inTrace } from '../src/trace.ts';

const bytes = (text: string): Buffer => Buffer.from(text);

test('an event continues the trace and survives the broker', () => {
  const trace = beginTrace();
  const sent = inTrace(trace, () => newEvent('greeting.requested', '7', { id: '7' }));
  assert.equal(sent.source, `/${SERVICE}`);
  assert.equal(sent.trace.traceId, trace.traceId);
  assert.notEqual(sent.trace.spanId, trace.spanId);
  const attributes = attributesOf(sent);
  assert.deepEqual(
    parseEvent((name) => attributes[name] ?? '', bytes('{"id":"7"}')),
    sent,
  );
  for (const required of ['specversion', 'id', 'source', 'type']) {
    const incomplete = (name: string): string => (name === required ? '' : (attributes[name] ?? ''));
    assert.throws(() => parseEvent(incomplete, bytes('{}')), UnusableEvent);
  }
  for (const body of ['', '7', 'null', '{', '\xff']) {
    assert.throws(() => parseEvent((name) => attributes[name] ?? '', Buffer.from(body, 'latin1')), UnusableEvent);
  }
});

test('an event is handled once after it succeeded', async () => {
  let runs = 0;
  const handle = once(() => {
    runs += 1;
    return runs === 1 ? Promise.reject(new Error('broken')) : Promise.resolve();
  });
  const event = newEvent('x', '1', {});
  await assert.rejects(handle(event));
  for (let again = 0; again < 3; again += 1) await handle(event);
  // The same id of another source is another event.
  await handle({ ...event, source: '/another' });
  assert.equal(runs, 3);
});

test('what is being handled is not handled besides', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const handle = once(() => promise);
  const first = handle(newEvent('x', '1', {}));
  await assert.rejects(handle(newEvent('x', '1', {})), /being handled/);
  resolve(undefined);
  await first;
});

test('the oldest events are forgotten', async () => {
  let runs = 0;
  const handle = once(() => {
    runs += 1;
    return Promise.resolve();
  });
  for (let number = 0; number <= REMEMBERED; number += 1) await handle(newEvent('x', String(number), {}));
  await handle(newEvent('x', '1', {}));
  await handle(newEvent('x', '0', {}));
  assert.equal(runs, REMEMBERED + 2);
});

test('the backoff grows and is bounded', () => {
  assert.deepEqual([0, 1, 2, 3, 5, 6, 1_000].map(backoff), [1, 1, 2, 4, 16, 30, 30]);
});
