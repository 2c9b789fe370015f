import { randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { until } from '../contract/service-process.ts';
import type { Message } from './broker.ts';
import { countJobs } from './count-jobs.ts';
import type { Pair } from './pair.ts';

/** More than a worker handles at once. */
const OTHERS = 25;
const PATIENCE_MS = 240_000;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** How events look on the way, and what becomes of one that is there twice. To be called before anything else is published. */
export function describeMessages(pair: () => Pair): void {
  const about = async (type: string, id: string): Promise<readonly Message[]> =>
    (await pair().broker.published(type)).filter(
      ({ data }) => (JSON.parse(data) as { id: string }).id === id,
    );

  it('an event that comes twice is handled once', async () => {
    const { broker, greet, running, unanswered } = pair();
    const before = await countJobs(running.worker, 'ok');
    const id = randomUUID();
    const type = 'greeting.requested';
    const event = {
      attributes: { specversion: '1.0', id, source: '/elsewhere', type, datacontenttype: 'application/json' },
      data: JSON.stringify({ id, name: 'Ada' }),
    };
    await broker.publish(event);
    await until(async () => (await unanswered([id])).length === 0, PATIENCE_MS);
    await broker.publish(event);
    const others = await greet(OTHERS);
    await until(async () => (await unanswered(others)).length === 0, PATIENCE_MS);
    expect(await about(type, id)).toHaveLength(2);
    expect(await about('greeting.completed', id)).toHaveLength(1);
    await until(async () => (await countJobs(running.worker, 'ok')) >= before + 1 + OTHERS, PATIENCE_MS);
    expect(await countJobs(running.worker, 'ok')).toBe(before + 1 + OTHERS);
  });

  it('events are CloudEvents 1.0 in binary mode, and continue the trace of the request', async () => {
    const { greet, names, unanswered } = pair();
    const [trace, span] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
    const ids = await greet(1, { traceparent: `00-${trace}-${span}-01` });
    const [id = ''] = ids;
    await until(async () => (await unanswered(ids)).length === 0, PATIENCE_MS);
    const attributes = (type: string, source: string): object => ({
      specversion: '1.0',
      id: expect.stringMatching(/./),
      source,
      type,
      time: expect.stringMatching(TIME),
      datacontenttype: 'application/json',
      // Each step is another span.
      traceparent: expect.stringMatching(new RegExp(`^00-${trace}-(?!${span})[0-9a-f]{16}-01$`)),
    });
    const requested = await about('greeting.requested', id);
    expect(requested.map((message) => message.attributes)).toEqual([
      attributes('greeting.requested', `/${names.service}`),
    ]);
    expect(requested.map(({ data }) => JSON.parse(data) as unknown)).toEqual([{ id, name: 'Ada' }]);
    const completed = await about('greeting.completed', id);
    expect(completed.map((message) => message.attributes)).toEqual([
      attributes('greeting.completed', `/${names.worker}`),
    ]);
    expect(completed.map(({ data }) => JSON.parse(data) as unknown)).toEqual([
      { id, message: 'Hello, Ada!' },
    ]);
    expect(completed[0]?.attributes['traceparent']).not.toBe(requested[0]?.attributes['traceparent']);
  });
}
