/** Delivers webhooks at an even rate, as a process of its own: what is sent comes as JSON on standard input, what became of it goes out as JSON. */
import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadPlan } from './run-load.ts';
import { openLoad } from './open-load.ts';

/** GitHub waits so long, in ms. Each delivery has a connection of its own: none is lost since the app closes one that was idle. */
const TIMEOUT = 10_000;

const { port, secret, bodies, order, rate } = JSON.parse(await text(process.stdin)) as LoadPlan;
const letters = bodies.map(({ event, body }) => {
  const bytes = Buffer.from(body);
  const signature = createHmac('sha256', secret).update(bytes).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'content-length': bytes.length,
    'x-github-event': event,
    'x-hub-signature-256': `sha256=${signature}`,
  };
  return { bytes, headers };
});

function send(index: number): Promise<number> {
  const letter = letters[order[index] ?? 0];
  if (letter === undefined) throw new Error('There is nothing to send.');
  const headers = { ...letter.headers, 'x-github-delivery': randomUUID() };
  const options = {
    agent: false,
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/api/github/webhooks',
    headers,
  };
  return new Promise((resolve) => {
    const outgoing = request({ ...options, signal: AbortSignal.timeout(TIMEOUT) }, (answer) => {
      answer.resume().once('close', () => resolve(answer.complete ? (answer.statusCode ?? 0) : 0));
    });
    outgoing.once('error', () => resolve(0)).end(letter.bytes);
  });
}

const sent = await openLoad(send, { rate, count: order.length }, { now: () => performance.now(), sleep });
process.stdout.write(JSON.stringify(sent));
