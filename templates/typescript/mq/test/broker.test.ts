import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Broker, type Delivery, type Session } from '../src/broker.ts';
import { ATTEMPTS, attributesOf, type CloudEvent, newEvent, UnusableEvent } from '../src/events.ts';
import { createLogger } from '../src/logs.ts';
import { currentTrace } from '../src/trace.ts';

const log = createLogger('error', { write: () => undefined });
const REQUEST = newEvent('greeting.requested', '7', { id: '7' });

/** A session with a broker that the test plays. */
class FakeSession implements Session {
  readonly published: CloudEvent[] = [];
  cancelled = false;
  #take: ((delivery: Delivery) => Promise<void>) | undefined;
  readonly #end = Promise.withResolvers<undefined>();

  readonly lost = this.#end.promise;

  publish(event: CloudEvent): Promise<void> {
    this.published.push(event);
    return Promise.resolve();
  }

  consume(take: (delivery: Delivery) => Promise<void>): Promise<void> {
    this.#take = take;
    return Promise.resolve();
  }

  cancel(): Promise<void> {
    this.cancelled = true;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#end.resolve(undefined);
    return Promise.resolve();
  }

  /** Delivers an event; tells what the broker is told of it. */
  async deliver(event: CloudEvent, attempt = 1): Promise<string> {
    const attributes = attributesOf(event);
    let told = '';
    const tell = (what: string) => (): Promise<void> => {
      told += what;
      return Promise.resolve();
    };
    await this.#take?.({
      attribute: (name) => attributes[name] ?? '',
      body: Buffer.from(JSON.stringify(event.data)),
      attempt,
      acknowledge: tell('acknowledge'),
      retry: (seconds) => tell(`retry ${String(seconds)}`)(),
      bury: tell('bury'),
    });
    return told;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

async function consume(handler: (event: CloudEvent) => Promise<void>): Promise<[Broker, FakeSession]> {
  const session = new FakeSession();
  const broker = new Broker('', () => Promise.resolve(session), log);
  broker.consume(REQUEST.type, handler);
  broker.start();
  await until(() => broker.connected);
  return [broker, session];
}

for (const [what, attempt, error, told] of [
  ['was handled', 1, undefined, 'acknowledge'],
  ['failed', 1, new Error('broken'), 'retry 1'],
  ['failed again', 4, new Error('broken'), 'retry 8'],
  ['failed the last time', ATTEMPTS, new Error('broken'), 'bury'],
  ['can never be handled', 1, new UnusableEvent('no'), 'bury'],
  ['ended the process each time', ATTEMPTS + 1, undefined, 'bury'],
] as const) {
  test(`the broker is told of an event that ${what}`, async () => {
    const [broker, session] = await consume((event) => {
      assert.deepEqual(event, REQUEST);
      assert.equal(currentTrace()?.traceId, REQUEST.trace.traceId);
      return error === undefined ? Promise.resolve() : Promise.reject(error);
    });
    assert.equal(await session.deliver(REQUEST, attempt), told);
    await broker.close();
  });
}

test('what is no event is put aside, and what comes twice is handled once', async () => {
  let handled = 0;
  const [broker, session] = await consume(() => {
    handled += 1;
    return Promise.resolve();
  });
  assert.equal(await session.deliver({ ...REQUEST, type: '' }), 'bury');
  assert.equal(await session.deliver(REQUEST), 'acknowledge');
  assert.equal(await session.deliver(REQUEST), 'acknowledge');
  assert.equal(handled, 1);
  await broker.close();
});

test('to finish is to take no further events and to wait for those under way', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const [broker, session] = await consume(() => promise);
  let finished = false;
  const delivered = session.deliver(REQUEST);
  const finishing = broker.finish().then(() => (finished = true));
  await until(() => session.cancelled);
  await sleep(10);
  assert.equal(finished, false);
  resolve(undefined);
  await finishing;
  assert.equal(await delivered, 'acknowledge');
  // What was handled may be followed by events until the process closes.
  await broker.publish(REQUEST);
  assert.deepEqual(session.published, [REQUEST]);
  await broker.close();
});

test('a connection that fails or is lost is made again', async () => {
  const sessions: FakeSession[] = [];
  let calls = 0;
  const broker = new Broker(
    '',
    () => {
      calls += 1;
      if (calls === 1) return Promise.reject(new Error('refused'));
      const session = new FakeSession();
      sessions.push(session);
      return Promise.resolve(session);
    },
    log,
  );
  broker.start();
  await until(() => broker.connected);
  await sessions[0]?.close();
  await until(() => !broker.connected);
  await assert.rejects(broker.publish(REQUEST), /disconnected/);
  await until(() => broker.connected);
  await broker.publish(REQUEST);
  assert.deepEqual(
    sessions.map(({ published }) => published.length),
    [0, 1],
  );
  await broker.close();
});
