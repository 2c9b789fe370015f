import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sha256Hex } from '../../../../../core/common/bytes.ts';
import {
  generateWitnessKey,
  openNote,
  parseVerifierKey,
  parseWitnessKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { folderState } from '../../../../../core/remembrancer/witness/index.ts';
import { witnessServer } from '../../../../../core/remembrancer/witness/protocol/witness-server.ts';
import { sampleLog } from './sample-log.ts';

const key = generateWitnessKey('witness.example');
const witnessKey = parseVerifierKey(key.verifierKey);
const log = sampleLog('log.example/a');
const busy = sampleLog('log.example/busy');
const told: string[] = [];
let directory: string;
let server: Server;
let url: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-witness-server-'));
  server = witnessServer(
    {
      logs: [log.verifier, busy.verifier],
      state: folderState(directory),
      signer: parseWitnessKey(key.signerKey),
      clock: () => new Date('2026-11-20T09:30:00Z'),
    },
    (line) => told.push(line),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close').catch(() => undefined);
  await rm(directory, { recursive: true, force: true });
});

const post = (body: string | Uint8Array<ArrayBuffer>): Promise<Response> =>
  fetch(`${url}/add-checkpoint`, { method: 'POST', body });
const monitor = (origin: string): Promise<Response> => fetch(`${url}/${sha256Hex(origin)}/checkpoint`);

describe('a witness over HTTP', () => {
  it('has no checkpoint for monitors before it cosigned one', async () => {
    expect((await monitor(log.origin)).status).toBe(404);
    expect((await monitor('log.example/unknown')).status).toBe(404);
  });

  it('cosigns, and shows monitors what it cosigned', async () => {
    const answer = await post(log.request(0, 5));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    const line = await answer.text();
    const shown = await (await monitor(log.origin)).text();
    expect(shown).toBe(log.checkpoint(5) + line);
    expect(openNote(shown, [log.verifier, witnessKey]).signatures).toHaveLength(2);
  });

  it('gives its size of the log with 409, in the content type of the specification', async () => {
    const answer = await post(log.request(0, 8));
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      409,
      'text/x.tlog.size',
      '5\n',
    ]);
  });

  it.each([
    ['GET', '/add-checkpoint', 405],
    ['POST', `/${sha256Hex('log.example/a')}/checkpoint`, 405],
    ['POST', '/', 404],
    ['POST', '/add-checkpoint/', 404],
    ['GET', '/../../etc/passwd', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await fetch(url + path, { method })).status).toBe(status);
  });

  it('refuses a body that is too long, or no text', async () => {
    expect((await post('x'.repeat(65_537))).status).toBe(413);
    expect((await post(Uint8Array.of(0xff, 0xfe))).status).toBe(400);
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(10_000)),
    });
    const answer = fetch(`${url}/add-checkpoint`, {
      method: 'POST',
      body: endless,
      duplex: 'half',
    });
    // The answer may be overtaken by the connection that closes; it is never a success.
    expect(
      await answer.then(
        ({ status }) => status,
        () => 413,
      ),
    ).toBe(413);
  });

  it('gives two histories that come at once one cosignature only', async () => {
    const fork = sampleLog(busy.origin, 'fork', busy.signer);
    const bodies = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? busy : fork).request(0, 1 + (i % 5)));
    const statuses = (await Promise.all(bodies.map(post))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(39);
  });

  it('hangs up on a client that does not finish its request', async () => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nold ');
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    expect(chunk.toString()).toMatch(/^HTTP\/1\.1 408 /u);
    socket.destroy();
    expect((await post(log.request(5, 6))).status).toBe(200);
  });

  it('tells its operator one line for each request, and no error', () => {
    expect(told).toContain('409 POST "/add-checkpoint" 5');
    expect(told.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});
