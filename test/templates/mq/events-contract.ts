import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { until } from '../contract/service-process.ts';
import { countJobs } from './count-jobs.ts';
import { describeMessages } from './messages-contract.ts';
import type { Pair } from './pair.ts';

/** Before, during and after a disturbance each. */
const GREETINGS = 25;
const PATIENCE_MS = 240_000;

/** What a service and a worker keep to, whatever languages they are written in and whatever broker is between them. */
export function describeEvents(pair: () => Pair): void {
  describeMessages(pair);

  const ready = (status: 200 | 503) => async (): Promise<boolean> => {
    const { service, worker } = pair().running;
    return (await service.status('/readyz')) === status && (await worker.status('/readyz')) === status;
  };

  const restartBroker = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const { broker, running } = pair();
    await broker.end(signal);
    await until(ready(503), PATIENCE_MS);
    for (const { fetch } of Object.values(running)) {
      expect(await (await fetch('/readyz')).json()).toEqual({ status: 'disconnected' });
    }
    await broker.start();
    await until(ready(200), PATIENCE_MS);
  };

  const restartWorker = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const { child, ended } = pair().running.worker;
    child.kill(signal);
    expect(await ended).toEqual(signal === 'SIGTERM' ? [0, null] : [null, signal]);
    await pair().restart('worker');
  };

  const fallSilent = (): Promise<void> => {
    pair().silence();
    return Promise.resolve();
  };

  it.each([
    ['nothing happens', () => Promise.resolve()],
    ['the worker is stopped and started', () => restartWorker('SIGTERM')],
    ['the worker crashes', () => restartWorker('SIGKILL')],
    ['the broker is stopped and started', () => restartBroker('SIGTERM')],
    ['the broker crashes', () => restartBroker('SIGKILL')],
    ['their connections fall silent', fallSilent],
  ])('no event is lost when %s meanwhile', async (_, disturb) => {
    const { greet, unanswered } = pair();
    const before = await greet(GREETINGS);
    const [during] = await Promise.all([greet(GREETINGS), disturb()]);
    const ids = [...before, ...during, ...(await greet(GREETINGS))];
    expect(new Set(ids).size).toBe(3 * GREETINGS);
    await until(async () => (await unanswered(ids)).length === 0, PATIENCE_MS).catch(
      async (cause: unknown) => {
        throw new Error(`lost ${(await unanswered(ids)).join(', ')}`, { cause });
      },
    );
  });

  it('what is no CloudEvent becomes a dead letter, which outlives a crash of the broker', async () => {
    const { broker } = pair();
    await broker.publish({ attributes: {}, data: 'no event' });
    await until(async () => (await broker.dead()).includes('no event'), PATIENCE_MS);
    await restartBroker('SIGKILL');
    expect(await broker.dead()).toEqual(['no event']);
  });

  it('an event whose handling fails becomes a dead letter after the fifth time', async () => {
    const { broker, greet, running } = pair();
    const before = await countJobs(running.worker, 'error');
    const accept = await broker.refuseCompleted();
    const [id = ''] = await greet(1);
    await until(async () => (await broker.dead()).some((letter) => letter.includes(id)), PATIENCE_MS);
    await accept();
    expect((await countJobs(running.worker, 'error')) - before).toBe(5);
  });

  it('the worker makes its queue again when somebody has deleted it', async () => {
    const { broker, greet, unanswered } = pair();
    await broker.forget();
    // What is published before the queue is there again goes nowhere.
    const ids: string[] = [];
    await until(async () => {
      ids.push(...(await greet(1)));
      return (await unanswered(ids)).length < ids.length;
    }, PATIENCE_MS);
  });

  it('a broker that comes back without its data is given again what both need of it', async () => {
    const { broker, greet, unanswered } = pair();
    await broker.end('SIGTERM');
    await until(ready(503), PATIENCE_MS);
    await broker.clear();
    await broker.start();
    await until(ready(200), PATIENCE_MS);
    const ids = await greet(GREETINGS);
    await until(async () => (await unanswered(ids)).length === 0, PATIENCE_MS);
  });
}

/** The end of both; to be called last. */
export function describeEnd(pair: () => Pair): void {
  it.each(['service', 'worker'] as const)('the %s ends cleanly on SIGTERM', async (kind) => {
    const { child, ended } = pair().running[kind];
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it.each(['service', 'worker'] as const)(
    'the %s ends in time on SIGTERM when the broker has fallen silent',
    async (kind) => {
      const { restart, running, silence, url } = pair();
      // A client of NATS finds out after half a minute that the broker is silent, one of RabbitMQ after a minute then.
      const MQ_URL = url.startsWith('amqp:') ? `${url}?heartbeat=60` : url;
      await restart(kind, { SHUTDOWN_SECONDS: '1', MQ_URL });
      const { child, ended } = running[kind];
      silence();
      child.kill('SIGTERM');
      expect(await Promise.race([ended, sleep(25_000, 'not in time', { ref: false })])).toEqual([0, null]);
    },
  );
}
