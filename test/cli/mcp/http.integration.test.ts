import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { faultLine } from '../../../cli/mcp/fault-line.ts';
import { type McpHttpServer, mcpHttpServer } from '../../../cli/mcp/http/mcp-http-server.ts';
import { liveLedger } from '../../../cli/mcp/live-ledger.ts';
import { mcpServer } from '../../../cli/mcp/mcp-server.ts';
import type { MemoryStore } from '../../../core/remembrancer/ledger/index.ts';
import { contextOf, GENERATIONS, ledgerOf, modeOf, NO_TEXTS } from './connect.ts';

let store: MemoryStore;
let served: McpHttpServer;
let port: number;
let told: string[];
/** What a question waits for before it is answered, and how many have come so far. */
let gate: Promise<unknown>;
let come: number;

beforeAll(async () => {
  store = await ledgerOf({ component: 'use-git', context: { what: 'Use git' } });
});

beforeEach(async () => {
  told = [];
  gate = Promise.resolve();
  come = 0;
  const live = liveLedger(store, { clock: () => new Date(0), texts: NO_TEXTS });
  const context = contextOf(store, {
    live: {
      read: async (work) => {
        come += 1;
        await gate;
        return live.read(work);
      },
    },
  });
  served = mcpHttpServer(() => mcpServer(context), {
    allowedHosts: ['ledger.example'],
    onFault: (error) => told.push(faultLine('vaultmesh', error)),
  });
  served.server.listen(0, '127.0.0.1');
  await once(served.server, 'listening');
  port = (served.server.address() as AddressInfo).port;
});

afterEach(() => served.close(0));

const connect = async (generation: string): Promise<Client> => {
  const client = new Client({ name: 'test', version: '0.0.0' }, { versionNegotiation: modeOf(generation) });
  await client.connect(new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${port}/mcp`)));
  return client;
};

const PING = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });

async function post(
  headers: Record<string, string> = {},
  { path = '/mcp', body = PING, method = 'POST' } = {},
): Promise<{ status: number | undefined; body: string }> {
  const sent = request({ host: '127.0.0.1', port, path, method, headers: { ...JSON_HEADERS, ...headers } });
  // The server answers a body that is too long before it has read it.
  sent.on('error', () => undefined).end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, body: await text(response) };
}

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

describe('streamable HTTP', () => {
  it.each(GENERATIONS)('serves the official client of %s', async (generation) => {
    const client = await connect(generation);
    const { content } = await client.callTool({ name: 'search_memories', arguments: { query: 'git' } });
    expect(JSON.stringify(content)).toContain('adr://ADR-0001');
    expect((await client.readResource({ uri: 'adr://ADR-0001' })).contents).toHaveLength(1);
    await client.close();
  });

  it('answers many at a time', async () => {
    const client = await connect('2026-07-28');
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => client.readResource({ uri: 'merkle://current' })),
    );
    expect(new Set(answers.map(({ contents }) => JSON.stringify(contents))).size).toBe(1);
    await client.close();
  });

  it.each<[string, Record<string, string>, number]>([
    ['of this machine', {}, 200],
    ['for localhost', { host: 'localhost:1' }, 200],
    ['for a host that is allowed', { host: 'ledger.example' }, 200],
    ['from a page of this machine', { origin: 'http://localhost:3000' }, 200],
    ['from a page of a host that is allowed', { origin: 'https://ledger.example' }, 200],
    ['for another host', { host: 'evil.example' }, 403],
    ['for a host that begins like one that is allowed', { host: 'localhost.evil.example' }, 403],
    ['from a page of another host', { origin: 'https://evil.example' }, 403],
    ['from a page without an origin', { origin: 'null' }, 403],
    ['that is no JSON', { 'content-type': 'text/plain' }, 415],
  ])('answers a request %s: %j, %i', async (_, headers, status) => {
    expect((await post(headers)).status).toBe(status);
  });

  it('has one path, and keeps no sessions to read or delete', async () => {
    expect((await post({}, { path: '/' })).status).toBe(404);
    expect((await post({}, { path: '/mcp/x' })).status).toBe(404);
    expect((await post({}, { method: 'GET', body: '' })).status).toBe(405);
    expect((await post({}, { method: 'DELETE', body: '' })).status).toBe(405);
  });

  it('takes no body that is longer than any question', async () => {
    const long = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'ping',
      params: { x: 'x'.repeat(300_000) },
    });
    expect((await post({}, { body: long })).status).toBe(413);
    expect((await post({ 'transfer-encoding': 'chunked' }, { body: long })).status).toBe(413);
    expect((await post()).status).toBe(200);
  });

  it('answers what is no protocol with an error, and goes on', async () => {
    expect(await post({}, { body: '{"jsonrpc":' })).toMatchObject({
      status: 400,
      body: expect.stringContaining('-32700'),
    });
    expect((await post({}, { body: '[]' })).status).toBe(400);
    expect((await post()).status).toBe(200);
    expect(told).not.toEqual([]);
    expect(told.every((line) => /^vaultmesh: A message was not served: [^\n\u001b]+$/u.test(line))).toBe(
      true,
    );
  });

  it('ends after it has answered what it was asked', async () => {
    const client = await connect('2025-11-25');
    const { promise, resolve } = Promise.withResolvers<unknown>();
    gate = promise;
    const asked = client.readResource({ uri: 'merkle://current' });
    while (come === 0) await new Promise(setImmediate);
    const closed = served.close(60_000);
    resolve(undefined);
    expect((await asked).contents).toHaveLength(1);
    await closed;
    await expect(post()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('ends also when somebody does not', async () => {
    const client = await connect('2025-11-25');
    gate = new Promise(() => undefined);
    const asked = client.readResource({ uri: 'merkle://current' });
    const failed = expect(asked).rejects.toThrow();
    while (come === 0) await new Promise(setImmediate);
    await served.close(50);
    await failed;
  });
});
