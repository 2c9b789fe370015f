import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import type { Check } from '../../cli/proof/check-commands.ts';
import { checkScript } from '../../cli/proof/check-script.ts';
import { makeProof } from '../../core/remembrancer/proof/index.ts';
import { formatTrustFile } from '../../core/remembrancer/trust/index.ts';
import { startServices } from '../../sandbox/services/index.ts';
import { fullLedger } from '../core/remembrancer/verify/full-proof.ts';
import { project } from '../project.ts';
import { tool } from './tools.ts';

let folder: string;
let checks: readonly Check[];

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${dirname(tool('cosign'))}:${process.env['PATH'] ?? ''}`,
});

/** What a shell says of the commands of a check, run in the folder of the files. */
function run(check: Check): { status: number | null; stderr: string } {
  const script = checkScript([check], []).join('\n');
  const cwd = join(folder, 'evidence');
  return spawnSync('sh', ['-c', script], { cwd, env: environment(), encoding: 'utf8', timeout: 120_000 });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaultmesh-export-'));
  const services = await startServices();
  const { content, proof, trust } = await (await fullLedger(services)).release('one');
  await services.stop();
  // A name that a shell would take apart.
  writeFileSync(join(folder, "it's one.tar.gz"), content);
  writeFileSync(join(folder, "it's one.tar.gz.vmproof"), makeProof(proof));
  writeFileSync(join(folder, 'trust.json'), formatTrustFile(trust));
  const main = join(project, 'cli/main.ts');
  const options = ['--trust', 'trust.json', '--out', 'evidence', '--json'];
  const argv = ['--no-warnings', main, 'export-proof', "it's one.tar.gz", ...options];
  const { stdout } = spawnSync(process.execPath, argv, { cwd: folder, encoding: 'utf8' });
  ({ checks } = (JSON.parse(stdout) as { result: { checks: Check[] } }).result);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('an exported proof holds by the commands that were printed: openssl, gpg, cosign and the Go log client', () => {
  const tools = checks.map((check) => check.tool);
  expect(tools).toEqual(['openssl', 'openssl', 'gpg', 'cosign', 'openssl', 'openssl', 'go']);
  for (const check of checks) {
    const { status, stderr } = run(check);
    expect([check.what, status, status === 0 ? '' : stderr]).toEqual([check.what, 0, '']);
  }
}, 300_000);

it('and does not hold for another artifact, nor by another checkpoint or entry', () => {
  writeFileSync(join(folder, "it's one.tar.gz"), 'onE');
  for (const name of ['checkpoint', 'entry', 'receipt.json']) {
    writeFileSync(join(folder, 'evidence', `one.tar.gz.${name}`), '{"id":"release:two"}\n');
  }
  for (const check of checks) expect([check.what, run(check).status === 0]).toEqual([check.what, false]);
}, 300_000);
