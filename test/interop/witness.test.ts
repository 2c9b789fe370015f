import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';

import { toBase64 } from '../../core/common/bytes.ts';
import {
  appendRecords,
  checkPolicy,
  EMPTY_ROOT,
  emptyLedger,
  generateLogKey,
  generateWitnessKey,
  memoryStore,
  type MemoryStore,
  parsePolicy,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessKey,
  readHead,
} from '../../core/remembrancer/ledger/index.ts';
import { folderState, requestCosignature } from '../../core/remembrancer/witness/index.ts';
import { witnessServer } from '../../core/remembrancer/witness/protocol/witness-server.ts';
import { sampleRecords } from '../core/remembrancer/ledger/sample-records.ts';

/** Go programs of others: filippo.io/torchwood's litewitness, and a log that asks a witness. Pinned by go.mod and go.sum. */
const source = join(import.meta.dirname, 'witness');
const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-witness-'));
const running: ChildProcess[] = [];
const execute = promisify(execFile);

beforeAll(() => {
  for (const [name, address] of [
    ['client', '.'],
    ['litewitness', 'filippo.io/torchwood/cmd/litewitness'],
  ] as const) {
    execFileSync('go', ['build', '-o', join(folder, name), address], { cwd: source, stdio: 'pipe' });
  }
}, 900_000);

afterAll(async () => {
  for (const child of running.filter(({ exitCode }) => exitCode === null)) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  rmSync(folder, { recursive: true, force: true });
});

describe('litewitness', () => {
  const log = generateLogKey('github.com/acme/app');
  const signer = parseSignerKey(log.signerKey);
  const verifier = parseVerifierKey(log.verifierKey);
  let witness: { url: string; key: string };
  beforeAll(async () => {
    witness = await startLitewitness(log.verifierKey);
  });

  const ask = async (store: MemoryStore): Promise<string> =>
    requestCosignature({
      store,
      ledger: await readHead(store, [verifier]),
      witness: parseVerifierKey(witness.key),
      url: witness.url,
      fetch,
      timeoutMs: 10_000,
    });

  it('cosigns our checkpoints as the ledger grows, and a policy that asks for it is met', async () => {
    const store = memoryStore(emptyLedger(signer));
    const policy = parsePolicy(`log ${log.verifierKey}\nwitness lite ${witness.key}\nquorum lite\n`);
    let size = 0;
    for (const batch of [1, 1, 253, 1, 1, 256]) {
      await appendRecords(store, signer, sampleRecords(batch, `from${size}`), { random: () => 0 });
      size += batch;
      const note = await ask(store);
      expect(checkPolicy(note, policy)).toMatchObject({ quorumMet: true, checkpoint: { size } });
      expect(checkPolicy(await ask(store), policy).quorumMet).toBe(true);
    }
  });

  it('refuses another history of ours, and an older one', async () => {
    const fork = memoryStore(emptyLedger(signer));
    for (const prefix of ['a', 'b', 'c']) {
      await appendRecords(fork, signer, sampleRecords(256, prefix), { random: () => 0 });
      if (prefix === 'a') await expect(ask(fork)).rejects.toThrow('saw 513 entries');
    }
    await expect(ask(fork)).rejects.toMatchObject({
      code: 'verification-failed',
      message: expect.stringContaining('saw another history'),
    });
  });

  it('refuses a log that it does not know', async () => {
    const other = parseSignerKey(generateLogKey('github.com/acme/other').signerKey);
    const store = memoryStore(emptyLedger(other));
    await expect(
      requestCosignature({
        store,
        ledger: await readHead(store),
        witness: parseVerifierKey(witness.key),
        url: witness.url,
        fetch,
        timeoutMs: 10_000,
      }),
    ).rejects.toMatchObject({ code: 'not-permitted' });
  });
});

describe('our witness', () => {
  it('serves a log that is written with Go', async () => {
    const log = generateLogKey('log.example/go');
    const key = generateWitnessKey('witness.example');
    const told: string[] = [];
    const server = witnessServer(
      {
        logs: [parseVerifierKey(log.verifierKey)],
        state: folderState(join(folder, 'state')),
        signer: parseWitnessKey(key.signerKey),
        clock: () => new Date(),
      },
      (line) => told.push(line),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const { stdout } = await execute(join(folder, 'client'), [
        `http://127.0.0.1:${port}`,
        key.verifierKey,
        log.signerKey,
      ]);
      expect(stdout.trim().split('\n')).toEqual(['1', '2', '3', '255', '256', '257', '600']);
      expect(told.filter((line) => line.startsWith('409'))).toHaveLength(7);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});

/** litewitness with a key in an ssh-agent of its own, for one log that it never saw. */
async function startLitewitness(vkey: string): Promise<{ url: string; key: string }> {
  const keyFile = join(folder, 'witness_key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyFile]);
  const fingerprint = execFileSync('ssh-keygen', ['-lf', keyFile], { encoding: 'utf8' }).split(' ')[1] ?? '';
  const socket = join(folder, 'agent');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
  running.push(agent);
  await once(agent.stdout, 'data');
  execFileSync('ssh-add', ['-q', keyFile], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: 'pipe' });

  const database = join(folder, 'litewitness.db');
  addLog(database, vkey);
  const listen = `127.0.0.1:${await freePort()}`;
  const argv = ['-name', 'lite.example', '-db', database, '-ssh-agent', socket, '-key', fingerprint];
  const child = spawn(join(folder, 'litewitness'), [...argv, '-listen', listen], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.push(child);
  let key = '';
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line);
    key = /vkey="?([^"\s]+)/u.exec(line)?.[1] ?? key;
    if (line.includes('listening')) break;
  }
  child.stderr.resume();
  if (key === '') throw new Error(`litewitness did not start: ${lines.join('\n')}`);
  return { url: `http://${listen}`, key };
}

/** What `witnessctl add-log` and `add-key` do to the database. */
function addLog(path: string, vkey: string): void {
  const database = new DatabaseSync(path);
  const [origin = ''] = vkey.split('+', 1);
  database.exec(`
    CREATE TABLE log (origin TEXT PRIMARY KEY, tree_size INTEGER NOT NULL, tree_hash TEXT NOT NULL);
    CREATE TABLE key (origin TEXT NOT NULL, key TEXT NOT NULL, FOREIGN KEY(origin) REFERENCES log(origin));
  `);
  database.prepare('INSERT INTO log VALUES (?, 0, ?)').run(origin, toBase64(EMPTY_ROOT));
  database.prepare('INSERT INTO key VALUES (?, ?)').run(origin, vkey);
  database.close();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
