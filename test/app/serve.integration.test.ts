import { once } from 'node:events';
import { request, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bodyReader } from '../../app/deliveries/read-body.ts';
import { serve } from '../../app/serve.ts';

let server: Server;
const errors: unknown[] = [];
beforeAll(async () => {
  const readBody = bodyReader(1_000);
  server = serve(
    {
      deliver: async (incoming, response) => {
        const read = await readBody(incoming, (body) => Promise.resolve({ status: 202, bytes: body.length }));
        response.writeHead(read.status).end();
      },
      ready: () => Promise.resolve('idle'),
      onError: (error) => errors.push(error),
    },
    { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 },
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
const port = () => (server.address() as AddressInfo).port;

it('a body that comes too slowly is answered 408 and cut off, and is no fault of the app', async () => {
  const headers = { 'content-length': '100' };
  const slow = request({ port: port(), method: 'POST', path: '/api/github/webhooks', headers });
  slow.on('error', () => undefined);
  const drip = setInterval(() => slow.write('x'), 50);
  const [answer] = (await once(slow, 'response')) as [IncomingMessage];
  clearInterval(drip);
  expect(answer.statusCode).toBe(408);
  expect(errors).toEqual([]);
});

it('so are headers', async () => {
  const socket = connect(port(), '127.0.0.1');
  socket.write('POST /api/github/webhooks HTTP/1.1\r\nHost: x\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /);
  socket.destroy();
});
