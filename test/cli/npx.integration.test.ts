import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { makeProof } from '../../core/remembrancer/proof/index.ts';
import { formatTrustFile } from '../../core/remembrancer/trust/index.ts';
import { startServices } from '../../sandbox/services/index.ts';
import { fullLedger } from '../core/remembrancer/verify/full-proof.ts';
import { project } from '../project.ts';
import { OLD_NODE, REFUSAL } from './old-node.ts';

let folder: string;

/** What somebody has who has only Node: no home, no network for npm. */
const environment = (): NodeJS.ProcessEnv => ({
  PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
  HOME: join(folder, 'home'),
  npm_config_offline: 'true',
});

const run = (cwd: string, program: string, ...argv: string[]) =>
  spawnSync(program, argv, { cwd: join(folder, cwd), env: environment(), encoding: 'utf8', timeout: 60_000 });

/** Packs the command without a list of packages, since it brings them, and installs it in an empty folder. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaultmesh-npx-'));
  for (const name of ['home', 'package', 'stranger']) mkdirSync(join(folder, name));
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, version, type, bin, files } = manifest;
  writeFileSync(join(folder, 'package/package.json'), JSON.stringify({ name, version, type, bin, files }));
  const bundle = `import { bundleCli } from ${JSON.stringify(join(project, 'scripts/bundle-cli.ts'))};
    await bundleCli(${JSON.stringify(project)}, ${JSON.stringify(join(folder, 'package/build'))});`;
  execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', bundle]);
  for (const part of ['docs/covenant', 'templates']) {
    cpSync(join(project, part), join(folder, 'package', part), { recursive: true });
  }
  const packed = run('package', 'npm', 'pack', '--silent').stdout.trim();
  run('stranger', 'npm', 'install', '--no-audit', '--no-fund', join(folder, 'package', packed));
  const services = await startServices();
  const { content, proof, trust } = await (await fullLedger(services)).release('one');
  await services.stop();
  writeFileSync(join(folder, 'stranger/one.tar.gz'), content);
  writeFileSync(join(folder, 'stranger/changed.tar.gz'), 'onE');
  writeFileSync(join(folder, 'stranger/one.tar.gz.vmproof'), makeProof(proof));
  writeFileSync(join(folder, 'stranger/trust.json'), formatTrustFile(trust));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const REQUIRED = 'digest,openpgp,sigstore,rfc3161,receipt,inclusion,checkpoint-time,witness';

it.each([
  ['vaultmesh', 'verify'],
  ['remembrancer', 'verify-full'],
])('npx %s %s checks every layer for a stranger, offline', (program, verb) => {
  const { status, stdout, stderr } = run(
    'stranger',
    'npx',
    program,
    verb,
    'one.tar.gz',
    '--trust',
    'trust.json',
    '--require',
    REQUIRED,
  );
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout.match(/^valid /gmu)).toHaveLength(REQUIRED.split(',').length);
});

it.each([
  ['vaultmesh', 'main.js'],
  ['remembrancer', 'remembrancer.js'],
])('%s says to an old Node what it needs', (name, file) => {
  const main = join('node_modules/vaultmesh/build/cli', file);
  const { status, stdout, stderr } = run('stranger', 'node', '--import', OLD_NODE, main, 'doctor');
  expect([status, stdout, stderr]).toEqual([2, '', `${name} ${REFUSAL}\n`]);
});

it('holds a folder against the covenant, with the page of a rule and the fixes that it knows', () => {
  mkdirSync(join(folder, 'stranger/service/.github/workflows'), { recursive: true });
  const workflow = join(folder, 'stranger/service/.github/workflows/ci.yml');
  writeFileSync(workflow, 'jobs: { test: { steps: [\n  { uses: actions/checkout@v7 },\n  ] } }\n');
  const broken = run('stranger', 'npx', 'vaultmesh', 'covenant', 'service', '--sarif', 'out.sarif');
  expect([broken.status, broken.stdout]).toEqual([9, expect.stringContaining('[VM-II-01]')]);
  expect(run('stranger', 'npx', 'vaultmesh', 'covenant', 'service', '--fix').status).toBe(0);
  expect(readFileSync(workflow, 'utf8')).toMatch(/actions\/checkout@[0-9a-f]{40} /);
  const page = run('stranger', 'npx', 'vaultmesh', 'covenant', '--explain', 'VM-II-01');
  expect(page.stdout).toContain('## How to fix');
});

it('holds a folder against the covenant without loading what speaks HTTP', () => {
  mkdirSync(join(folder, 'stranger/kept'));
  writeFileSync(join(folder, 'stranger/kept/README.md'), '# Kept\n');
  const tell =
    'data:text/javascript,process.on("exit",()=>console.error(process.moduleLoadList.join("\\n")))';
  const main = 'node_modules/vaultmesh/build/cli/main.js';
  const { status, stderr } = run('stranger', 'node', '--import', tell, main, 'covenant', 'kept');
  expect([status, stderr]).toEqual([0, expect.stringContaining('NativeModule child_process')]);
  expect(stderr).not.toMatch(/undici\/undici|_http_server/);
});

it('ends with 5 for a changed file and with 6 when it cannot tell', () => {
  const proof = ['--proof', 'one.tar.gz.vmproof', '--trust', 'trust.json'];
  expect(run('stranger', 'npx', 'vaultmesh', 'verify', 'changed.tar.gz', ...proof).status).toBe(5);
  const trust = JSON.parse(readFileSync(join(folder, 'stranger/trust.json'), 'utf8')) as object;
  const nobody = { ...trust, rfc3161: { roots: [], spkiPins: [] } };
  writeFileSync(join(folder, 'stranger/nobody.json'), JSON.stringify(nobody));
  const argv = [
    'verify',
    'one.tar.gz',
    '--trust',
    'nobody.json',
    '--require',
    'rfc3161,checkpoint-time',
    '--explain',
  ];
  const { status, stdout } = run('stranger', 'npx', 'vaultmesh', ...argv);
  expect(status).toBe(6);
  expect(stdout).toContain('checkpoint-time: It is there, and the trust file gives no ground to believe it.');
});
