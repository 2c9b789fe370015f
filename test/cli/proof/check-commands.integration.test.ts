import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { type Check, checkCommands, checkScript } from '../../../cli/proof/check-commands.ts';
import { exportedFiles } from '../../../cli/proof/exported-files.ts';
import { appendRecords, parsePolicy, parseSignerKey } from '../../../core/remembrancer/ledger/index.ts';
import { refreshProof } from '../../../core/remembrancer/proof/index.ts';
import type { TrustFile } from '../../../core/remembrancer/trust/index.ts';
import { sampleRecord } from '../../core/remembrancer/ledger/sample-records.ts';
import { recordedRelease, type RecordedRelease } from '../../core/remembrancer/verify/recorded-release.ts';

let folder: string;
let release: RecordedRelease;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaultmesh-checks-'));
  release = await recordedRelease('the artifact');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function checksOf(trust: TrustFile): Promise<Check[]> {
  const files = exportedFiles(release.proof, trust);
  for (const { name, content } of [files.receipt, files.entry, files.signer, ...files.signatures]) {
    writeFileSync(join(folder, name), content);
  }
  const checks = await checkCommands(join(folder, 'app'), release.proof, trust, files);
  return checks.filter(({ tool }) => tool !== 'go');
}

function run(checks: readonly Check[]): { status: number | null; said: string[] } {
  const script = checkScript(checks).join('\n');
  const { status, stdout } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
  return { status, said: stdout.split('\n').filter((line) => /^(holds|FAILS): /.test(line)) };
}

it('the script ends with 0 when every check holds', async () => {
  writeFileSync(join(folder, 'app'), 'the artifact');
  const checks = await checksOf(release.trust);
  expect(run(checks)).toEqual({ status: 0, said: checks.map(({ what }) => `holds: ${what}`) });
});

it.each(['another artifact', undefined])('it fails for %s and says which check did', async (content) => {
  const app = join(folder, 'app');
  if (content === undefined) rmSync(app);
  else writeFileSync(app, content);
  const [artifact, receipt, signature] = await checksOf(release.trust);
  expect(run(await checksOf(release.trust))).toEqual({
    status: 1,
    said: [`FAILS: ${artifact?.what}`, `holds: ${receipt?.what}`, `FAILS: ${signature?.what}`],
  });
  // As the first check and as the last alone, in case only the last counts.
  expect(run(artifact ? [artifact] : []).status).toBe(1);
});

it('a receipt that is not the one in the log fails', async () => {
  writeFileSync(join(folder, 'app'), 'the artifact');
  const checks = await checksOf(release.trust);
  writeFileSync(join(folder, 'app.tar.gz.receipt.json'), JSON.stringify(release.artifact.subject));
  expect(run(checks).said[1]).toBe('FAILS: The entry names the receipt, by SHA-256');
});

it('there is no check of a signature when the trust file pins no key, as any key would pass it', async () => {
  const checks = await checksOf({ ...release.trust, openpgp: { fingerprints: [] } });
  expect(checks.map(({ tool }) => tool)).toEqual(['openssl', 'openssl']);
});

it('there are no checks of a proof whose log key was retired before', async () => {
  const [verifierKey = ''] = parsePolicy(release.trust.policy).logs.map((log) => log.verifierKey);
  const later = await checksOf({ ...release.trust, retiredLogKeys: [{ verifierKey, index: 0 }] });
  expect(later).toHaveLength(3);
  const { store, signerKey, trust } = release;
  await appendRecords(store, parseSignerKey(signerKey), [sampleRecord('release:2')], { random: () => 0 });
  const { logs } = parsePolicy(trust.policy);
  const options = { logs, trust: trust.rfc3161, clock: () => new Date() };
  const proof = await refreshProof(release.proof, store, options);
  const retired = { ...trust, retiredLogKeys: [{ verifierKey, index: 0 }] };
  await expect(
    checkCommands(join(folder, 'app'), proof, retired, exportedFiles(proof, retired)),
  ).rejects.toMatchObject({ code: 'verification-failed' });
});
