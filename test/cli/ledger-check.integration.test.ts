import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { emptyLedger, generateLogKey, parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import { ARTIFACT, makeWorkbench, REPOSITORY, type Workbench } from './workbench.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await makeWorkbench();
  await bench.vaultmesh(['ledger', 'init', REPOSITORY, '--log-key', 'log.key']);
  const options = ['--component', 'my-service', '--version', '1.0.0', '--no-timestamp'];
  const keys = ['--repository', REPOSITORY, '--log-key', 'log.key', '--openpgp-key', 'openpgp.key'];
  const { code } = await bench.vaultmesh(['record', 'release', ARTIFACT, ...options, ...keys]);
  expect(code).toBe(0);
  await bench.git('clone', '--quiet', '--branch', 'ledger', bench.remote, 'clone');
});

afterAll(() => bench.remove());

const inClone = (...argv: string[]): Promise<string> =>
  bench.git('-C', 'clone', '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...argv);

describe('a ledger that somebody pushed garbage to', () => {
  it('is sound before', async () => {
    const fsck = await bench.vaultmesh(['ledger', 'fsck', 'clone']);
    expect([fsck.code, fsck.stderr]).toEqual([0, '']);
    expect(fsck.stdout).toContain('not authenticated  README.md');
    expect(fsck.stdout).toContain('1 entry, 1 bundle, 1 tile, 1 receipt, 2 evidence files');
    const audit = await bench.vaultmesh(['ledger', 'audit', REPOSITORY, '--pin', 'pin']);
    expect([audit.code, audit.stderr]).toEqual([0, '']);
    expect(audit.stdout).toContain(
      '3 commits, 3 of their checkpoints proven to be a beginning of the log of 1 entry\n',
    );
    expect(audit.stdout).toMatch(
      /^log key {2}github\.com\/acme\/my-service\+\S+, named by the branch itself: /m,
    );
    expect(audit.stdout).toContain('The checkpoint of 1 entry was pinned in pin now');
    const again = await bench.vaultmesh(['ledger', 'audit', REPOSITORY, '--pin', 'pin']);
    expect(again.stdout).not.toMatch(/pinned|named by the branch/);
    expect(await readFile(bench.path('pin'), 'utf8')).toContain('github.com/acme/my-service\n1\n');
  });

  it('is found out by fsck and by the audit, which leaves the pin alone', async () => {
    const pin = await readFile(bench.path('pin'), 'utf8');
    await writeFile(bench.path('clone/receipts/000/0.json'), '{}');
    await writeFile(bench.path('clone/\u001b[2Jevil'), 'x');
    await inClone('add', '--all');
    await inClone('commit', '--quiet', '-m', 'garbage');
    await inClone('push', '--quiet', 'origin', 'HEAD:ledger');
    const fsck = await bench.vaultmesh(['ledger', 'fsck', REPOSITORY]);
    expect(fsck.code).toBe(5);
    expect(fsck.stdout).toContain(
      'receipt  receipts/000/0.json: It is not the receipt that its entry commits to.',
    );
    const json = await bench.vaultmesh(['ledger', 'fsck', REPOSITORY, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      reason: 'verification-failed',
      result: {
        sound: false,
        problems: [
          { file: 'receipts/000/0.json', rule: 'receipt' },
          { file: '\u001b[2Jevil', rule: 'unexpected' },
        ],
      },
    });
    const audit = await bench.vaultmesh(['verify-audit', REPOSITORY, '--pin', 'pin']);
    expect(audit.code).toBe(5);
    expect(audit.stdout).toContain('files at commit');
    expect(audit.stdout).not.toContain('\u001b');
    expect(await readFile(bench.path('pin'), 'utf8')).toBe(pin);
  });

  it('is repaired by one commit, which the audit reports', async () => {
    const repair = await bench.vaultmesh(['ledger', 'repair', REPOSITORY]);
    expect([repair.code, repair.stderr]).toEqual([0, '']);
    expect(repair.stdout).toContain('restored  receipts/000/0.json');
    expect(repair.stdout).toContain('evil');
    expect(repair.stdout).not.toContain('\u001b');
    expect((await bench.vaultmesh(['ledger', 'fsck', REPOSITORY])).code).toBe(0);
    const audit = await bench.vaultmesh(['ledger', 'audit', REPOSITORY, '--pin', 'pin']);
    expect(audit.code).toBe(0);
    expect(audit.stdout).toMatch(
      /^repaired {2}files at commit \w+: [^\n]*evil[^\n]*json\. Repaired by commit \w+\.$/m,
    );
    const again = await bench.vaultmesh(['ledger', 'repair', REPOSITORY, '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ reason: 'already-done' });
  });

  it('and forced back is found out by the pin', async () => {
    await bench.git('-C', bench.remote, 'update-ref', 'refs/heads/ledger', 'ledger~4');
    const audit = await bench.vaultmesh(['ledger', 'audit', REPOSITORY, '--pin', 'pin']);
    expect(audit.code).toBe(5);
    expect(audit.stdout).toContain('it was forced back');
  });
});

describe('a pin that cannot be used', () => {
  it.each([
    ['', 2, '--pin takes the name of a file'],
    ['clone', 2, 'clone cannot be written (it is a folder)'],
    ['no/such/folder/pin', 3, 'there is no such file or folder'],
    ['empty.pin', 2, 'The pin empty.pin is no checkpoint of a log. It is empty.'],
    ['other.pin', 5, 'The pin other.pin is of the log example.org/other (key id '],
  ])('%j ends with %i and says why', async (pin, expected, text) => {
    await writeFile(bench.path('empty.pin'), '');
    const { signerKey } = generateLogKey('example.org/other');
    const files = emptyLedger(parseSignerKey(signerKey));
    await writeFile(bench.path('other.pin'), files.get('checkpoint')!);
    const { code, stdout, stderr } = await bench.vaultmesh(['ledger', 'audit', REPOSITORY, '--pin', pin]);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(text);
  });
});

describe('where fsck reads from', () => {
  /** A place that serves raw files, of which it has none. */
  let server: Server;
  let address: string;
  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/raw/acme/app/ledger`;
    await cp(bench.path('clone'), bench.path('copy'), {
      recursive: true,
      filter: (path) => !path.endsWith('.git'),
    });
  });
  afterAll(() => {
    server.close();
  });

  const fsck = (...argv: string[]) => bench.vaultmesh(['ledger', 'fsck', ...argv]);

  it('may be a file:// address, as for git', async () => {
    await bench.git('-C', 'clone', 'fetch', '--quiet', 'origin');
    const { code, stderr } = await fsck(`file://${bench.remote}`);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('is no branch or commit of a folder with the files alone', async () => {
    for (const option of [
      ['--branch', 'ledger'],
      ['--commit', 'f'.repeat(40)],
    ]) {
      const { code, stderr } = await fsck('copy', ...option);
      expect(code).toBe(2);
      expect(stderr).toContain(
        `The folder copy has the files of a ledger and is no git repository, so ${option[0]!}`,
      );
    }
  });

  it('is said to be no ledger, or why it cannot be reached, where raw files are not', async () => {
    const empty = await fsck(address, '--raw');
    expect(empty.code).toBe(3);
    expect(empty.stderr).toContain(`There is no ledger at ${address}`);
    const closed = await fsck('http://127.0.0.1:9/raw', '--raw');
    expect(closed.code).toBe(8);
    expect(closed.stderr).toMatch(/cannot be read \((?:ECONNREFUSED|bad port)\)/);
    const forgotten = await fsck(address);
    expect(forgotten.code).toBe(3);
    expect(forgotten.stderr).toContain('If this is the address of raw files, add --raw.');
  });

  it('is a commit by its full id, and one that is there', async () => {
    const short = await fsck(REPOSITORY, '--commit', 'zzz');
    expect(short.code).toBe(2);
    expect(short.stderr).toContain('--commit takes the full id of a commit, not "zzz"');
    const unknown = await fsck(REPOSITORY, '--commit', 'f'.repeat(40));
    expect(unknown.code).toBe(3);
    expect(unknown.stderr).toContain(`has no commit ${'f'.repeat(40)}`);
  });
});
