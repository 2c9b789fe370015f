import { chmod, mkdir, writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { generateLogKey } from '../../core/remembrancer/ledger/index.ts';
import { makeWorkbench, type CommandResult, type Workbench } from './workbench.ts';

interface Findings {
  reason: string;
  result: { findings: { check: string; status: string; remedy?: string }[] };
}

let bench: Workbench;

beforeAll(async () => {
  bench = await makeWorkbench();
  const { signerKey } = generateLogKey('github.com/acme/my-service');
  await writeFile(bench.path('log.key'), signerKey, { mode: 0o600 });
});

afterAll(() => bench.remove());

/** Nobody listens on port 9 of this machine, so the clock cannot be compared. */
const doctor = (argv: string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<CommandResult> =>
  bench.vaultmesh(['doctor', ...argv], { GITHUB_SERVER_URL: 'http://127.0.0.1:9', ...environment });

const findingsOf = ({ stdout }: CommandResult): Findings => JSON.parse(stdout) as Findings;

describe('doctor', () => {
  it('finds everything in order on a machine that has what is needed', async () => {
    const examined = await doctor(['--json', '--log-key', 'log.key']);
    expect(examined.code).toBe(0);
    const statuses = findingsOf(examined).result.findings.map(({ check, status }) => [check, status]);
    expect(Object.fromEntries(statuses)).toEqual({
      node: 'ok',
      git: 'ok',
      gpg: 'ok',
      openssl: 'ok',
      // Not every machine that tests VaultMesh runs spawned services.
      make: expect.stringMatching(/^(ok|advice)$/),
      python3: 'ok',
      clock: 'advice',
      'log key': 'ok',
      config: 'ok',
    });
  });

  it('names the log that a key signs for, and never shows the key', async () => {
    const { stdout } = await doctor(['--log-key', 'log.key']);
    expect(stdout).toContain('It signs for the log github.com/acme/my-service.');
    expect(stdout).not.toContain('PRIVATE');
  });

  it('objects to a key that others can read', async () => {
    await chmod(bench.path('log.key'), 0o644);
    const { code, stdout, stderr } = await doctor(['--log-key', 'log.key']);
    await chmod(bench.path('log.key'), 0o600);
    expect(code).toBe(9);
    expect(stdout).toContain('chmod 600 log.key');
    expect(stderr).toContain('log key: not as VaultMesh needs it');
  });

  it('objects to a key that is none, without repeating it', async () => {
    const { code, stdout, stderr } = await doctor([], { VAULTMESH_LOG_KEY: 'PRIVATE+KEY+oops' });
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain('oops');
  });

  it('says how to install what is missing', async () => {
    const examined = await doctor(['--json'], { PATH: bench.directory });
    expect(examined.code).toBe(3);
    const { findings } = findingsOf(examined).result;
    expect(findings.find(({ check }) => check === 'git')).toMatchObject({
      status: 'problem',
      remedy: 'sudo apt-get install git (macOS: xcode-select --install)',
    });
    for (const optional of ['gpg', 'openssl', 'make', 'python3']) {
      expect(findings.find(({ check }) => check === optional)).toMatchObject({
        status: 'advice',
        remedy: expect.stringContaining(`sudo apt-get install ${optional === 'gpg' ? 'gnupg' : optional}`),
      });
    }
  });

  it('tells what is needed from what is optional', async () => {
    const { code, stdout } = await doctor();
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Everything that VaultMesh needs is here\. Optional, and with advice above: (make, )?clock, log key\.$/m,
    );
  });

  it('points at a configuration that is not YAML', async () => {
    await mkdir(bench.path('.github'));
    await writeFile(bench.path('.github/vaultmesh.yml'), 'sigstore: [');
    const { code, stdout } = await doctor();
    expect(code).toBe(2);
    expect(stdout).toContain('.github/vaultmesh.yml is not YAML');
  });

  it('shows no colours where nobody sees them', async () => {
    const { stdout } = await doctor();
    expect(stdout).not.toContain('\u001b');
  });
});
