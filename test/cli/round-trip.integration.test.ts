import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ARTIFACT, makeWorkbench, REPOSITORY, type CommandResult, type Workbench } from './workbench.ts';

let bench: Workbench;
const made = new Map<string, CommandResult>();

const RECORD = [
  ...['record', 'release', ARTIFACT, '--component', 'my-service', '--version', '1.0.0', '--no-timestamp'],
  ...['--repository', REPOSITORY, '--log-key', 'log.key', '--openpgp-key', 'openpgp.key'],
];

const TRUST = ['--trust', 'trust.json'];

/** One release by hand, from a new ledger to a trust file; every test looks at what came of it. */
beforeAll(async () => {
  bench = await makeWorkbench();
  made.set('init', await bench.vaultmesh(['ledger', 'init', REPOSITORY, '--log-key', 'log.key']));
  made.set('record', await bench.vaultmesh(RECORD));
  made.set('trust', await bench.vaultmesh(['trust', 'init', REPOSITORY, '--yes', '--out', 'trust.json']));
});

afterAll(() => bench.remove());

describe('a release recorded by hand', () => {
  it('succeeds at every step', () => {
    const codes = [...made].map(([step, { code, stderr }]) => [step, code, stderr]);
    expect(codes).toEqual([
      ['init', 0, ''],
      ['record', 0, ''],
      ['trust', 0, ''],
    ]);
  });

  it('keeps the log key to its owner, and out of what is printed', async () => {
    expect((await stat(bench.path('log.key'))).mode & 0o077).toBe(0);
    const key = (await readFile(bench.path('log.key'), 'utf8')).trim();
    expect(key).toMatch(/^PRIVATE\+KEY\+github\.com\/acme\/my-service\+/);
    for (const { stdout } of made.values()) expect(stdout).not.toContain('PRIVATE');
  });

  it('verifies offline', async () => {
    const { code, stdout } = await bench.vaultmesh(['verify', ARTIFACT, ...TRUST]);
    expect(code).toBe(0);
    for (const layer of ['digest', 'openpgp', 'receipt', 'inclusion']) {
      expect(stdout).toMatch(new RegExp(`^valid +${layer} `, 'm'));
    }
    expect(stdout).toMatch(/^absent +rfc3161 +The receipt says: Timestamps were declined/m);
  });

  it('is invalid with one byte changed: exit code 5', async () => {
    await writeFile(bench.path('changed.tar.gz'), 'the bytes of the Release\n');
    const proof = ['--proof', `${ARTIFACT}.vmproof`];
    const { code, stdout, stderr } = await bench.vaultmesh(['verify', 'changed.tar.gz', ...proof, ...TRUST]);
    expect(code).toBe(5);
    expect(stdout).toMatch(/^invalid +digest /m);
    expect(stderr).toContain('changed.tar.gz failed verification');
  });

  it('is incomplete when a layer is required that it lacks: exit code 6', async () => {
    const { code, stdout } = await bench.vaultmesh([
      'verify',
      ARTIFACT,
      ...TRUST,
      '--require',
      'inclusion,rfc3161',
      '--json',
    ]);
    expect(code).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      reason: 'incomplete',
      result: { verdict: 'incomplete', required: [['inclusion'], ['rfc3161']] },
    });
  });

  it('is asked for every layer that any --require names', async () => {
    const require = ['--require', 'witness,rfc3161', '--require', 'openpgp', '--json'];
    const { code, stdout } = await bench.vaultmesh(['verify', ARTIFACT, ...TRUST, ...require]);
    expect(code).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({
      result: { required: [['inclusion'], ['witness'], ['rfc3161'], ['openpgp']] },
    });
  });

  it('is not judged by a trust file that lies beside it: that comes from the configuration folder, or is named', async () => {
    const none = await bench.vaultmesh(['verify', ARTIFACT]);
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining(
        `give --trust FILE, or put one at ${bench.path('home/.config/vaultmesh/trust.json')}`,
      ),
    ]);
    for (const [folder, environment] of [
      ['home/.config', {}],
      ['elsewhere', { XDG_CONFIG_HOME: bench.path('elsewhere') }],
    ] as const) {
      const own = bench.path(`${folder}/vaultmesh/trust.json`);
      await mkdir(dirname(own), { recursive: true });
      await copyFile(bench.path('trust.json'), own);
      const found = await bench.vaultmesh(['verify', ARTIFACT], environment);
      expect([found.code, found.stdout]).toEqual([0, expect.stringContaining(`By the trust file ${own}\n`)]);
      const json = await bench.vaultmesh(['verify', ARTIFACT, '--json'], environment);
      expect(JSON.parse(json.stdout)).toMatchObject({ result: { trustFile: own } });
      await rm(own);
    }
  });

  it('explains what was checked and what was not', async () => {
    const { stdout } = await bench.vaultmesh(['verify', ARTIFACT, ...TRUST, '--explain']);
    expect(stdout).toContain('Required: inclusion, and openpgp or sigstore.');
    expect(stdout).toContain('Nothing was fetched.');
    expect(stdout).toContain('witness: No quorum of them cosigned, so nothing keeps the owner of the log');
    expect(stdout).not.toContain('cannot');
  });

  it('is not verified with the key of another log', async () => {
    const other = await bench.vaultmesh([
      ...['ledger', 'init', bench.remote, '--branch', 'other'],
      ...['--name', 'github.com/acme/my-service', '--log-key', 'other.key'],
    ]);
    expect(other.code).toBe(0);
    const init = ['trust', 'init', REPOSITORY, '--branch', 'other', '--yes', '--out', 'other.json'];
    expect((await bench.vaultmesh(init)).code).toBe(0);
    const { code, stdout } = await bench.vaultmesh(['verify', ARTIFACT, '--trust', 'other.json', '--json']);
    expect(code).toBe(6);
    const { result } = JSON.parse(stdout) as { result: { layers: { layer: string; status: string }[] } };
    expect(result.layers.find(({ layer }) => layer === 'inclusion')?.status).toBe('untrusted');
  });

  it('is the same record when it is recorded again', async () => {
    const { code, stdout } = await bench.vaultmesh([...RECORD, '--json', '--out', 'again']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      reason: 'already-done',
      result: { index: 0, alreadyRecorded: true },
    });
    const proofs = [bench.path(`${ARTIFACT}.vmproof`), bench.path(`again/${ARTIFACT}.vmproof`)];
    const [first, second] = await Promise.all(proofs.map((path) => readFile(path, 'utf8')));
    expect(second).toBe(first);
  });

  it('refuses other bytes under the same operation: exit code 7', async () => {
    await writeFile(bench.path('other.tar.gz'), 'other bytes');
    const { code, stderr } = await bench.vaultmesh(
      RECORD.map((word) => (word === ARTIFACT ? 'other.tar.gz' : word)),
    );
    expect(code).toBe(7);
    expect(stderr).toContain('is on the ledger for other artifacts');
  });

  it('is listed by ledger log', async () => {
    const { code, stdout } = await bench.vaultmesh(['ledger', 'log', REPOSITORY, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      result: {
        origin: 'github.com/acme/my-service',
        size: 1,
        entries: [{ index: 0, operation: 'release:v1.0.0' }],
      },
    });
  });

  it('is on a branch that git finds nothing wrong with', async () => {
    expect(await bench.git('-C', bench.remote, 'fsck', '--strict')).toBe('');
    expect(await bench.git('-C', bench.remote, 'show', 'ledger:checkpoint')).toContain(
      'github.com/acme/my-service\n1\n',
    );
  });

  it('shows in the trust file whom it believes', async () => {
    const { stdout } = await bench.vaultmesh(['trust', 'show', 'trust.json']);
    expect(stdout).toMatch(/^log +github\.com\/acme\/my-service$/m);
    expect(stdout).toMatch(/^openpgp +acme releases$/m);
  });
});

describe('a record in a repository that is only a folder', () => {
  const commit = 'c'.repeat(40);
  const record = async (...more: string[]) => {
    const { code, stdout, stderr } = await bench.vaultmesh([
      ...[
        'record',
        'incident',
        ARTIFACT,
        '--component',
        'my-service',
        '--version',
        '1.0.0',
        '--no-timestamp',
      ],
      ...['--repository', 'folder.git', '--log-key', 'folder.key', '--out', 'folder', '--json', ...more],
    ]);
    expect([code, stderr]).toEqual([0, '']);
    return (JSON.parse(stdout) as { result: { receipt: { source?: object } } }).result.receipt;
  };

  it('says nothing of where the repository is published, which nobody told', async () => {
    await bench.git('init', '--quiet', '--bare', 'folder.git');
    const init = ['ledger', 'init', 'folder.git', '--name', 'localhost/acme', '--log-key', 'folder.key'];
    expect((await bench.vaultmesh(init)).code).toBe(0);
    expect(await record('--operation', 'incident:1')).not.toHaveProperty('source');
    expect(await record('--operation', 'incident:2', '--commit', commit)).toMatchObject({
      source: { commit },
    });
  });
});

const INCIDENT = [
  'record',
  'incident',
  ARTIFACT,
  '--component',
  'x',
  '--version',
  '1',
  '--repository',
  REPOSITORY,
  '--log-key',
  'log.key',
];

describe('refusals', () => {
  it('makes no trust file without a confirmation, and shows what there is to compare', async () => {
    const { code, stderr } = await bench.vaultmesh([
      'trust',
      'init',
      REPOSITORY,
      '--out',
      'unconfirmed.json',
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^log +github\.com\/acme\/my-service\n +github\.com\/acme\/my-service\+/m);
    expect(stderr).toContain('run it again with --yes');
    await expect(stat(bench.path('unconfirmed.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('does not believe a ledger that was copied from elsewhere', async () => {
    const config = { GIT_CONFIG_COUNT: '1' };
    const insteadOf = {
      GIT_CONFIG_KEY_0: `url.file://${bench.remote}.insteadOf`,
      GIT_CONFIG_VALUE_0: 'https://github.com/evil/copy',
    };
    const init = ['trust', 'init', 'evil/copy', '--yes', '--out', 'evil.json'];
    const { code, stderr } = await bench.vaultmesh(init, { ...config, ...insteadOf });
    expect(code).toBe(7);
    expect(stderr).toContain('The ledger at github.com/evil/copy calls itself github.com/acme/my-service');
  });

  it('begins no ledger over another, and leaves no key behind', async () => {
    const init = ['ledger', 'init', REPOSITORY, '--log-key', 'second.key'];
    expect((await bench.vaultmesh(init)).code).toBe(7);
    await expect(stat(bench.path('second.key'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    [['verify', 'absent.tar.gz', '--proof', `${ARTIFACT}.vmproof`], 3, 'absent.tar.gz'],
    [['verify', 'absent.tar.gz', '--trust', 'absent.json'], 3, 'absent.tar.gz cannot be read'],
    [['verify', '/dev/null', '--proof', `${ARTIFACT}.vmproof`], 2, 'is not a regular file'],
    [['verify', ARTIFACT, '--trust', 'absent.json'], 3, 'vaultmesh trust init'],
    [['verify', ARTIFACT, ...TRUST, '--require', 'magic'], 2, '"magic" is no layer'],
    [['verify', ARTIFACT, ...TRUST, '--at', 'yesterday'], 2, '"yesterday" is no time'],
    [['ledger', 'log', 'no such repository'], 2, 'is no repository'],
    [['record', 'release', ARTIFACT], 2, "required option '--component <name>' not specified"],
    [['sign', ARTIFACT], 2, 'There is no OpenPGP key'],
    [['ledger', 'root', ''], 2, 'The repository is empty; give OWNER/REPO'],
    [['timestamp', ARTIFACT, '--tsa', 'ftp://x'], 2, '"ftp://x" in --tsa is no address'],
    [['ledger', 'timestamp', REPOSITORY, '--tsa', 'x'], 2, '"x" in --tsa is no address'],
    [
      ['timestamp', ARTIFACT, '--tsa', 'http://127.0.0.1:9/a', 'http://127.0.0.1:9/b'],
      8,
      /127\.0\.0\.1:9\/a gave no answer .*127\.0\.0\.1:9\/b gave no answer .* Try again later, or name another authority by --tsa\./,
    ],
    [
      [...RECORD, '--commit', 'zzz', '--operation', 'x'],
      2,
      '--commit takes the full id of a commit, not "zzz"',
    ],
    [INCIDENT, 2, 'For the kind incident give --operation'],
    [['frobnicate'], 2, 'unknown command'],
  ])('%j ends with %i and says what to do', async (argv, expected, text) => {
    const { code, stdout, stderr } = await bench.vaultmesh(argv);
    expect(code).toBe(expected);
    if (typeof text === 'string') expect(stderr).toContain(text);
    else expect(stderr).toMatch(text);
    expect(stdout).toBe('');
  });

  it('gives JSON on standard output for a usage error too', async () => {
    const { code, stdout } = await bench.vaultmesh(['verify', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 1, reason: 'usage' });
  });
});
