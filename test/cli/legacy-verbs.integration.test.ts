import { readdir, readFile, writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../cli/program.ts';
import { sha256Hex } from '../../core/common/bytes.ts';
import { startServices, type Services } from '../../sandbox/services/index.ts';
import { gpgHome, type GpgHome } from '../core/remembrancer/evidence/openpgp/gpg-home.ts';
import { memoryTerminal } from './memory-terminal.ts';
import { ARTIFACT, makeWorkbench, REPOSITORY, type Workbench } from './workbench.ts';

let bench: Workbench;
let services: Services;
let keyring: GpgHome;

async function remembrancer(...argv: string[]) {
  const { printed, told, ...terminal } = memoryTerminal({
    directory: bench.directory,
    environment: { ...bench.environment, GNUPGHOME: keyring.directory, VAULTMESH_TSA: services.tsaUrl },
    clock: () => new Date(),
  });
  const code = await runProgram(argv, terminal, 'remembrancer');
  return { code, printed: printed.join('\n'), told: told.join('\n') };
}

const DEPLOY = ['record', 'deploy', '--component', 'app', '--version', '1.0.0', '--evidence', ARTIFACT];
const LEDGER = ['--repository', REPOSITORY, '--log-key', 'log.key'];

beforeAll(async () => {
  bench = await makeWorkbench();
  services = await startServices();
  keyring = await gpgHome();
  await keyring.gpg('--quick-generate-key', 'ada <ada@example.com>', 'ed25519', 'sign', 'never');
  await writeFile(bench.path('tsa-root.pem'), services.tsaRoot);
  expect((await remembrancer('ledger', 'init', REPOSITORY, '--log-key', 'log.key')).code).toBe(0);
});

afterAll(async () => {
  await keyring.close();
  await services.stop();
  await bench.remove();
});

describe('the verbs of the first system', () => {
  it('record deploy holds the digest against the file, and records it', async () => {
    const sha256 = sha256Hex(await readFile(bench.path(ARTIFACT)));
    const wrong = await remembrancer(...DEPLOY, '--sha256', 'a'.repeat(64), ...LEDGER);
    expect([wrong.code, wrong.told]).toEqual([
      5,
      `remembrancer: ${ARTIFACT} has the SHA-256 ${sha256}, not ${'a'.repeat(64)}; nothing was recorded.`,
    ]);
    const openpgp = ['--openpgp-key', 'openpgp.key'];
    const made = await remembrancer(...DEPLOY, '--sha256', sha256, ...LEDGER, ...openpgp);
    expect([made.code, made.told]).toEqual([0, '']);
    expect(made.printed).toContain('deployment:app:1.0.0 is entry 0 of 1.');
  });

  it('verify, verify-full and export-proof check what was recorded', async () => {
    const trust = ['trust', 'init', REPOSITORY, '--tsa-root', 'tsa-root.pem', '--out', 'trust.json', '--yes'];
    expect((await remembrancer(...trust)).code).toBe(0);
    for (const verb of ['verify', 'verify-full']) {
      const { code, printed } = await remembrancer(verb, ARTIFACT, '--trust', 'trust.json');
      expect([code, printed]).toEqual([0, expect.stringMatching(/^valid +inclusion/mu)]);
    }
    expect((await remembrancer('export-proof', ARTIFACT, '--trust', 'trust.json')).code).toBe(0);
    expect(await readdir(bench.path(`${ARTIFACT}.evidence`))).toContain(`${ARTIFACT}.asc`);
  });

  it('verify-audit and snapshot create are of the ledger', async () => {
    expect((await remembrancer('verify-audit', REPOSITORY)).printed).toContain('1 entry');
    expect((await remembrancer('snapshot', 'create', REPOSITORY)).code).toBe(0);
  });

  it('sign --key signs by gpg, and gpg finds it good', async () => {
    const { code, printed } = await remembrancer('sign', ARTIFACT, '--key', 'ada', '--out', 'signed');
    expect([code, printed]).toEqual([0, `wrote signed/${ARTIFACT}.asc\nWrote 1 signature.`]);
    await keyring.gpg('--verify', bench.path(`signed/${ARTIFACT}.asc`), bench.path(ARTIFACT));
    const nobody = await remembrancer('sign', ARTIFACT, '--key', 'nobody');
    expect(nobody.code).toBe(4);
    expect(nobody.told).toContain('remembrancer: gpg did not sign with nobody: gpg: ');
  });

  it('timestamp takes the authority as a word', async () => {
    const { code, printed } = await remembrancer('timestamp', ARTIFACT, services.tsaUrl, '--out', 'dated');
    expect([code, printed]).toEqual([0, expect.stringContaining(`wrote dated/${ARTIFACT}.tsr\n`)]);
  });

  it('adr create writes a draft, and list adrs lists the decisions', async () => {
    const { code, told } = await remembrancer('adr', 'create', 'Use git');
    expect([code, told]).toEqual([0, '']);
    const listed = await remembrancer('list', 'adrs', '--repository', REPOSITORY);
    expect([listed.code, listed.printed]).toEqual([0, expect.stringContaining('0 results from 1 entry')]);
  });
});

describe('remembrancer', () => {
  it('calls itself so, and spawns nothing', async () => {
    const { printed } = await remembrancer('--help');
    expect(printed).toMatch(/^Usage: remembrancer /u);
    expect(printed).not.toMatch(/^ {2}spawn/mu);
    expect((await remembrancer('record', 'deploy', '--help')).printed).toContain(
      '$ remembrancer record deploy',
    );
    const { code, told } = await remembrancer('spawn', 'my-service');
    expect([code, told]).toEqual([2, expect.stringMatching(/^remembrancer: unknown command 'spawn'/u)]);
  });

  it('does not show the old verbs in its help', async () => {
    const { printed } = await remembrancer('--help');
    expect(printed).not.toMatch(/verify-full|verify-audit|snapshot/u);
  });
});
