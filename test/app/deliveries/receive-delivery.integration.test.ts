import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Delivery } from '../../../app/deliveries/delivery.ts';
import type { Put } from '../../../app/deliveries/delivery-queue.ts';
import { bodyReader } from '../../../app/deliveries/read-body.ts';
import { type Door, receiveDelivery } from '../../../app/deliveries/receive-delivery.ts';

const SECRET = 'secret of the test';
/** What bodies hold together, in bytes. */
const ROOM = 1_000;
/** What a handler may answer. */
const BODY = '{"installation":{},"ref":"refs/heads/ledger"}';
const GUID = '0b1f3c1e-0000-4000-8000-000000000001';

let server: Server;
let put: Delivery[];
let lines: string[];
let counted: string[];
let answerOf: () => Promise<Put>;

beforeAll(async () => {
  const readBody = bodyReader(ROOM);
  const line = (about: object, message: string) => void lines.push(JSON.stringify({ ...about, message }));
  server = createServer((incoming, response) => {
    const queue = {
      put: (delivery: Delivery) => {
        put.push(delivery);
        return answerOf();
      },
    };
    const clock = () => new Date('2026-11-20T09:30:00Z');
    const door: Door = {
      readBody,
      secret: SECRET,
      clock,
      queue,
      metrics: { received: (event, outcome) => void counted.push(`${event} ${outcome}`) },
      log: { info: line, warn: line },
    };
    void receiveDelivery(door, incoming, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  put = [];
  lines = [];
  counted = [];
  answerOf = () => Promise.resolve('taken');
});

const signed = (body: string | Buffer, secret = SECRET): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

interface Sent {
  readonly method?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Delivers as GitHub does, but for what is told; a header that is undefined is left out. */
async function deliver({ method = 'POST', body = BODY, headers = {} }: Sent) {
  const all: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-github-delivery': GUID,
    'x-github-event': 'push',
    'x-hub-signature-256': signed(body),
    ...headers,
  };
  const { port } = server.address() as AddressInfo;
  const given = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const outgoing = request({ port, method, host: '127.0.0.1', headers: Object.fromEntries(given) });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer;
}

const comment = (body: string, action = 'created') =>
  deliver({
    body: JSON.stringify({ action, comment: { body }, installation: {} }),
    headers: { 'x-github-event': 'issue_comment' },
  });

describe('a delivery', () => {
  it('is answered 202 when the queue has it, with its payload and when it came', async () => {
    const body = JSON.stringify({ ref: 'refs/heads/ledger', name: 'ä', installation: {} });
    expect((await deliver({ body })).statusCode).toBe(202);
    expect(put).toEqual([
      {
        id: GUID,
        event: 'push',
        payload: { ref: 'refs/heads/ledger', name: 'ä', installation: {} },
        receivedAt: '2026-11-20T09:30:00Z',
      },
    ]);
  });

  it('that no handler answers is answered 200, put nowhere, and counted', async () => {
    const events = ['ping', 'projects_v2_item', 'issue_comment', 'constructor'];
    const answers = [
      ...(await Promise.all(events.map((event) => deliver({ headers: { 'x-github-event': event } })))),
      // Of a webhook that somebody set up for the repository alone.
      await deliver({ body: '{}' }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
    expect(put).toEqual([]);
    expect(counted.toSorted()).toEqual([...events, 'push'].map((event) => `${event} passed`).toSorted());
  });

  it('is answered 202 when the queue knows it', async () => {
    answerOf = () => Promise.resolve('known');
    expect((await deliver({})).statusCode).toBe(202);
  });

  it.each<[string, () => Promise<Put>]>([
    ['is full', () => Promise.resolve('full')],
    ['cannot be reached', () => Promise.reject(new Error('away'))],
  ])('is answered 503 with a time to come again when the queue %s', async (_, outcome) => {
    answerOf = outcome;
    const { statusCode, headers } = await deliver({});
    expect([statusCode, headers['retry-after']]).toEqual([503, '60']);
  });

  it('of a comment that is no command, or is not new, is answered 200 and put nowhere', async () => {
    const answers = [
      await comment('Hello /spawn'),
      await comment('> /spawn x'),
      await comment('/spawn x', 'edited'),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(put).toEqual([]);
    expect((await comment('/spawn x')).statusCode).toBe(202);
  });
});

describe('bodies that are read at the same time', () => {
  const body = JSON.stringify({ installation: {}, ref: 'refs/heads/ledger', name: 'x'.repeat(600) });

  /** A request of which `sent` came in and the rest does not, and the status of what is answered to it, if anything is. */
  async function begin(sent: string, signature = signed(sent)) {
    const { port } = server.address() as AddressInfo;
    const headers = {
      'content-type': 'application/json',
      'content-length': '900',
      'x-github-delivery': GUID,
      'x-github-event': 'push',
      'x-hub-signature-256': signature,
    };
    const came = once(server, 'request');
    const slow = request({ port, method: 'POST', host: '127.0.0.1', headers }).on('error', () => undefined);
    const answered = new Promise<number | undefined>((resolve) => {
      slow.once('response', ({ statusCode }) => resolve(statusCode));
    });
    slow.write(sent);
    await came;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { slow, answered };
  }

  it('have a bound in common: above it who began first and does not come to an end is answered 503, and others go on', async () => {
    const { answered } = await begin('x'.repeat(600));
    expect((await deliver({ body })).statusCode).toBe(202);
    expect(await answered).toBe(503);
    expect(counted.toSorted()).toEqual(['other full', 'push taken']);
    expect(put).toHaveLength(1);
  });

  it('that are sent slowly by many leave room for each that comes whole', async () => {
    const begun = [];
    for (let time = 0; time < 8; time++) begun.push(await begin('x'.repeat(120)));
    for (let time = 0; time < 3; time++) expect((await deliver({ body })).statusCode).toBe(202);
    expect(put).toHaveLength(3);
    for (const { slow } of begun) slow.destroy();
  });

  it('are answered 503 as soon as there is no room, before they have come whole', async () => {
    const first = await begin('x'.repeat(600));
    const second = await begin('x'.repeat(100));
    second.slow.write('x'.repeat(500));
    expect(await first.answered).toBe(503);
    second.slow.destroy();
  });

  it('are not waited for without a signature that could be one', async () => {
    expect(await (await begin('x', '')).answered).toBe(400);
    expect(await (await begin('x', 'sha256=')).answered).toBe(401);
  });

  it('take no room by their length before they come', async () => {
    const { slow } = await begin('x');
    expect((await deliver({ body })).statusCode).toBe(202);
    slow.destroy();
  });

  it('that are refused give their room back', async () => {
    for (let time = 0; time < 3; time++) {
      const sent = { body, headers: { 'x-hub-signature-256': signed(body, 'other') } };
      expect((await deliver(sent)).statusCode).toBe(401);
    }
    expect((await deliver({ body })).statusCode).toBe(202);
  });
});

describe('what GitHub did not sign or send', () => {
  const canary = JSON.stringify({ canary: 'in the payload' });
  it.each<[string, number, Sent]>([
    ['a wrong signature', 401, { body: canary, headers: { 'x-hub-signature-256': signed(canary, 'other') } }],
    [
      'the signature of other bytes',
      401,
      { body: `${canary} `, headers: { 'x-hub-signature-256': signed(canary) } },
    ],
    [
      'half a signature',
      401,
      { body: canary, headers: { 'x-hub-signature-256': signed(canary).slice(0, 40) } },
    ],
    ['bytes that are no UTF-8', 401, { body: Buffer.from([0x22, 0xff, 0x22]) }],
    ['no signature', 400, { body: canary, headers: { 'x-hub-signature-256': undefined } }],
    ['no body', 401, { body: '' }],
    ['no id', 400, { headers: { 'x-github-delivery': undefined } }],
    ['an id that is no GUID', 400, { headers: { 'x-github-delivery': '7' } }],
    ['no event', 400, { headers: { 'x-github-event': undefined } }],
    ['another type', 415, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['a list', 400, { body: '[]' }],
    ['broken JSON', 400, { body: '{"canary"' }],
    ['more than GitHub sends', 413, { headers: { 'content-length': String(26 * 1024 * 1024) } }],
    [
      'a length that is not told',
      413,
      { headers: { 'content-length': undefined, 'transfer-encoding': 'chunked' } },
    ],
    ['another method', 405, { method: 'PUT' }],
  ])('%s is refused, and nothing of it is kept or logged', async (_, status, sent) => {
    expect((await deliver(sent)).statusCode).toBe(status);
    expect(put).toEqual([]);
    expect(lines.join('\n')).toContain(`"status":${status}`);
    expect(lines.join('\n')).not.toContain('canary');
  });
});
