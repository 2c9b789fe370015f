import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';

import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../../cli/program.ts';
import { sha256Hex } from '../../../core/common/bytes.ts';
import { sampleReceipt } from '../../core/remembrancer/memory/sample-entries.ts';
import { receiptBytes } from '../../../core/remembrancer/receipt/index.ts';
import { memoryTerminal } from '../memory-terminal.ts';
import { type RecordedRelease, recordRelease } from '../recorded-release.ts';
import { ARTIFACT, REPOSITORY } from '../workbench.ts';
import { GENERATIONS, modeOf } from './connect.ts';

const main = join(import.meta.dirname, '../../../cli/main.ts');

let release: RecordedRelease;
let trust: string;

beforeAll(async () => {
  release = await recordRelease();
  const { bench } = release;
  trust = bench.path('trust.json');
  const { code } = await bench.vaultmesh([
    'trust',
    'init',
    REPOSITORY,
    '--yes',
    '--out',
    trust,
    '--tsa-root',
    'tsa-root.pem',
  ]);
  expect(code).toBe(0);
  await symlink(bench.path('openpgp.key'), bench.path('clone/key'));
  await writeFile(bench.path('clone/new.txt'), 'to be signed\n');
});

afterAll(() => release.remove());

/** `vaultmesh mcp` as a process, and the official client that started it; `faults` is what it could not read. */
async function start(
  generation: string,
  ...options: string[]
): Promise<{ client: Client; faults: Error[]; told: () => string }> {
  const { bench } = release;
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ['--no-warnings', main, 'mcp', '--repository', REPOSITORY, ...options],
    cwd: bench.directory,
    env: bench.environment as Record<string, string>,
    stderr: 'pipe',
  });
  let told = '';
  (transport.stderr as Readable).on('data', (chunk: Buffer) => (told += chunk.toString()));
  const client = new Client({ name: 'test', version: '0.0.0' }, { versionNegotiation: modeOf(generation) });
  const faults: Error[] = [];
  client.onerror = (error) => faults.push(error);
  await client.connect(transport);
  return { client, faults, told: () => told };
}

async function call(client: Client, name: string, words: Record<string, unknown>): Promise<string> {
  const { content } = await client.callTool({ name, arguments: words });
  const [first] = content as { text: string }[];
  return first?.text ?? '';
}

const INITIALIZE = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'test', version: '0.0.0' },
};

/** The outcome in the fence. */
const outcomeIn = (text: string): unknown =>
  JSON.parse(text.split('\n').find((line) => line.startsWith('{')) ?? '');

describe.each(GENERATIONS)('vaultmesh mcp over standard input and output for %s', (generation) => {
  it('answers from the ledger, gives the verdict of verify, and writes nothing but the protocol', async () => {
    const { bench } = release;
    const { client, faults, told } = await start(generation, '--trust', trust, '--folder', '.');
    expect(await call(client, 'search_memories', { query: 'my-service 1.0.0' })).toContain(
      'of the tree of 2 entries',
    );

    const [byFile, byPath] = [
      await bench.vaultmesh(['verify', ARTIFACT, '--trust', trust, '--json']),
      await call(client, 'verify_artifact', { path: ARTIFACT }),
    ];
    expect(byFile.code).toBe(0);
    expect(outcomeIn(byPath)).toEqual(JSON.parse(byFile.stdout));

    const sha256 = sha256Hex(await readFile(bench.path(ARTIFACT)));
    const byDigest = await call(client, 'verify_artifact', { sha256 });
    // Without its content the OpenPGP signature cannot be checked, and no other was asked for here.
    expect(outcomeIn(byDigest)).toMatchObject({
      reason: 'incomplete',
      result: {
        verdict: 'incomplete',
        trustFile: trust,
        record: { component: 'my-service', version: '1.0.0' },
        layers: expect.arrayContaining([
          expect.objectContaining({ layer: 'inclusion', status: 'valid' }),
          expect.objectContaining({ layer: 'rfc3161', status: 'valid' }),
        ]),
      },
    });
    expect(await call(client, 'verify_artifact', { sha256: 'a'.repeat(64) })).toMatch(/^not-found: /u);
    expect(await call(client, 'verify_artifact', { path: '../secret' })).toMatch(/^not-permitted: /u);

    await client.close();
    expect(faults).toEqual([]);
    expect(told()).toMatch(/^(The server has stopped\.\n)?$/u);
  });
});

describe('vaultmesh mcp', () => {
  it.each([
    [
      ['--repository', 'nowhere/at-all', '--http', '0.0.0.0:0'],
      2,
      '0.0.0.0 can be reached from other machines',
    ],
    [['--repository', 'x', '--http', '0.0.0.0:0', '--allow-remote', '--allow-write'], 2, 'must not write'],
    [['--repository', 'x', '--allow-remote'], 2, '--json, --allow-remote and --allow-host are for --http'],
    [['--repository', 'x', '--http', '127.0.0.1'], 2, '--http takes [HOST:]PORT'],
    [['--repository', REPOSITORY, '--branch', 'none'], 3, 'There is no ledger'],
    [['--repository', REPOSITORY, '--trust', 'none.json'], 3, 'The trust file'],
  ])('does not begin with %j: exit code %i', async (options, expected, message) => {
    const { directory, environment } = release.bench;
    const terminal = memoryTerminal({ directory, environment });
    expect(await runProgram(['mcp', ...options], terminal)).toBe(expected);
    expect(terminal.printed).toEqual([]);
    expect(terminal.told.join('\n')).toContain(message);
  });

  it('skips a line that is no JSON, tells of JSON that is no message, and goes on until the input ends', async () => {
    const { bench } = release;
    const ping = { jsonrpc: '2.0', id: 7, method: 'initialize', params: INITIALIZE };
    const server = spawn(process.execPath, ['--no-warnings', main, 'mcp', '--repository', REPOSITORY], {
      cwd: bench.directory,
      env: bench.environment,
    });
    const told = text(server.stderr);
    server.stdin.write(`no JSON\n{"not": "a message"}\n${JSON.stringify(ping)}\n`);
    const [answer] = (await once(server.stdout, 'data')) as [Buffer];
    const exit = once(server, 'exit');
    server.stdin.end();
    expect(await exit).toEqual([0, null]);
    expect(JSON.parse(answer.toString())).toMatchObject({
      id: 7,
      result: { serverInfo: { name: 'vaultmesh' } },
    });
    expect(await told).toMatch(/^vaultmesh: A message was not served: [^\n]+\nThe server has stopped\.\n$/u);
  });

  it.each<[string, (server: ChildProcessWithoutNullStreams) => void, unknown[]]>([
    [
      'a line that is longer than any message',
      ({ stdin }) => stdin.write('x'.repeat(300_000)),
      [expect.stringContaining('A message was not served: ReadBuffer exceeded maximum size')],
    ],
    ['its input', ({ stdin }) => stdin.end(), []],
    [
      'its output',
      ({ stdin, stdout }) => {
        stdout.destroy();
        stdin.write(
          `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: INITIALIZE })}\n`,
        );
      },
      [expect.stringContaining('A message was not served: write EPIPE')],
    ],
  ])('ends with %s', async (_, end, told) => {
    const { bench } = release;
    const server = spawn(process.execPath, ['--no-warnings', main, 'mcp', '--repository', REPOSITORY], {
      cwd: bench.directory,
      env: bench.environment,
    });
    server.stdin.on('error', () => undefined);
    const errors = text(server.stderr);
    const exit = once(server, 'exit');
    end(server);
    expect(await exit).toEqual([0, null]);
    expect((await errors).split('\n')).toEqual([...told, 'The server has stopped.', '']);
  });

  it('answers from what was recorded since it was started, and names the new size', async () => {
    const { bench } = release;
    const { client } = await start('2026-07-28');
    const before = JSON.parse(textOf(await client.readResource({ uri: 'merkle://current' }))) as {
      size: number;
    };
    await writeFile(
      bench.path('incident.json'),
      receiptBytes(
        sampleReceipt({ kind: 'incident', component: 'my-service', context: { what: 'The disk was full' } }),
      ),
    );
    const appended = await bench.vaultmesh([
      'ledger',
      'append',
      REPOSITORY,
      'incident.json',
      '--log-key',
      'log.key',
    ]);
    expect(appended.code).toBe(0);
    // What was read is taken for the newest for a second.
    await setTimeout(1100);
    const found = await call(client, 'search_memories', { query: 'full disk' });
    expect(found).toContain(`of the tree of ${before.size + 1} entries`);
    expect(found).toContain('The disk was full');
    await client.close();
  });

  it('signs with its own key in its own folder, with leave to write only', async () => {
    const { bench } = release;
    const key = ['--folder', 'clone', '--openpgp-key', 'openpgp.key'];
    const { client } = await start('2026-07-28', ...key, '--allow-write');
    const signed = await call(client, 'sign_artifact', { path: 'new.txt' });
    expect(outcomeIn(signed)).toMatchObject({ reason: 'done', message: 'Wrote 1 signature.' });
    expect(await readFile(bench.path('clone/new.txt.asc'), 'utf8')).toMatch(
      /^-----BEGIN PGP SIGNATURE-----/u,
    );
    expect(await call(client, 'sign_artifact', { path: 'key' })).toMatch(/^not-permitted: /u);
    await expect(access(bench.path('openpgp.key.asc'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await call(client, 'record_decision', { title: 't', context: 'c', decision: 'd' })).toMatch(
      /^not-permitted: A pull request takes a token/u,
    );
    await client.close();
  });
});

const textOf = ({ contents }: { contents: readonly object[] }): string =>
  (contents[0] as { text: string }).text;
