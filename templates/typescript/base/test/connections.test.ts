import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { createApplication } from '../src/application.ts';
import { readSettings } from '../src/settings.ts';

/** A listening server with a route that answers when the test says so. */
async function serve(): Promise<{
  readonly http: FastifyInstance;
  readonly port: number;
  readonly begun: Promise<undefined>;
  readonly answer: (text: string) => void;
}> {
  const { http } = createApplication(readSettings({}), { write: () => undefined });
  const begun = Promise.withResolvers<undefined>();
  const answer = Promise.withResolvers<string>();
  http.get('/slow', () => {
    begun.resolve(undefined);
    return answer.promise;
  });
  const address = await http.listen({ host: '127.0.0.1', port: 0 });
  return { http, port: Number(new URL(address).port), begun: begun.promise, answer: answer.resolve };
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** What the server sends until it closes the connection. */
async function send(port: number, text: string): Promise<string> {
  const socket = await open(port);
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
  socket.write(text);
  await once(socket, 'close');
  return received;
}

for (const [what, text, status] of [
  ['no HTTP', '\x16\x03\x01\r\n\r\n', '400 Bad Request'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    '400 Bad Request',
  ],
  ['headers of 20 KiB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20 * 1024)}\r\n\r\n`, '431 Request Header'],
] as const) {
  test(`${what} is answered with a problem, and the connection is closed`, async () => {
    const { http, port } = await serve();
    const received = await send(port, text);
    assert.ok(received.startsWith(`HTTP/1.1 ${status}`), received);
    const [head = '', body = ''] = received.split('\r\n\r\n');
    assert.match(head, /^Content-Type: application\/problem\+json$/m);
    assert.deepEqual(Object.keys(JSON.parse(body) as object), ['type', 'title', 'status', 'detail']);
    await http.close();
  });
}

test('a caller who does not wait is counted as one who left', async () => {
  const { http, port, begun, answer } = await serve();
  const metrics = async (): Promise<string> => (await http.inject('/metrics')).body;
  const socket = await open(port);
  socket.write('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n');
  await begun;
  assert.match(await metrics(), /^http_server_active_requests 2$/m);
  socket.destroy();
  const left = /_count\{http_request_method="GET",http_route="\/slow",http_response_status_code="499"\} 1$/m;
  while (!left.test(await metrics())) await sleep(5);
  assert.match(await metrics(), /^http_server_active_requests 1$/m);
  answer('nobody hears it');
  await http.close();
});

test('the end waits for the last answer, and not for connections that ask nothing', async () => {
  const { http, port, begun, answer } = await serve();
  const silent = await open(port);
  const half = await open(port);
  half.write('GET /health HT');
  const ends = Promise.all([once(silent, 'close'), once(half, 'close')]);
  const answered = send(port, 'GET /slow HTTP/1.1\r\nHost: x\r\n\r\n');
  await begun;
  const closed = http.close();
  // By then it would have ended them.
  await sleep(1_500);
  assert.equal(silent.closed, false);
  answer('at last');
  assert.match(await answered, /at last$/);
  await Promise.all([ends, closed]);
});
