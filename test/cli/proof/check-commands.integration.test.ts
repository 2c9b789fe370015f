import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Check, checkCommands } from '../../../cli/proof/check-commands.ts';
import { checkScript } from '../../../cli/proof/check-script.ts';
import { exportProof } from '../../../cli/proof/export-proof.ts';
import { exportedFiles } from '../../../cli/proof/exported-files.ts';
import { notChecked, type NotChecked } from '../../../cli/proof/not-checked.ts';
import { appendRecords, parsePolicy, parseSignerKey } from '../../../core/remembrancer/ledger/index.ts';
import { makeProof, refreshProof } from '../../../core/remembrancer/proof/index.ts';
import { formatTrustFile, type TrustFile } from '../../../core/remembrancer/trust/index.ts';
import { memoryTerminal } from '../memory-terminal.ts';
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

interface Said {
  readonly status: number | null;
  readonly lines: string[];
  /** Of `lines`, what is said of checks. */
  readonly said: string[];
}

function run(
  checks: readonly Check[],
  unchecked: readonly NotChecked[] = [],
  environment: NodeJS.ProcessEnv = {},
): Said {
  const script = checkScript(checks, unchecked).join('\n');
  const env = { ...process.env, ...environment };
  const { status, stdout } = spawnSync('sh', ['-c', script], { cwd: folder, env, encoding: 'utf8' });
  const lines = stdout.split('\n');
  return { status, lines, said: lines.filter((line) => /^(holds|FAILS): /.test(line)) };
}

it('the script ends with 0 when every check holds', async () => {
  writeFileSync(join(folder, 'app'), 'the artifact');
  const checks = await checksOf(release.trust);
  expect(run(checks)).toMatchObject({ status: 0, said: checks.map(({ what }) => `holds: ${what}`) });
});

it.each(['another artifact', undefined])('it fails for %s and says which check did', async (content) => {
  const app = join(folder, 'app');
  if (content === undefined) rmSync(app);
  else writeFileSync(app, content);
  const [artifact, receipt, signature] = await checksOf(release.trust);
  expect(run(await checksOf(release.trust))).toMatchObject({
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

describe('a layer that has no check', () => {
  it.each([
    ['the proof has no OpenPGP signature', () => ({ proof: { ...release.proof, evidence: [] } })],
    [
      'the trust file names no OpenPGP key',
      () => ({ trust: { ...release.trust, openpgp: { fingerprints: [] } } }),
    ],
  ])('is named, and the script fails where one is required: %s', async (because, changes) => {
    writeFileSync(join(folder, 'app'), 'the artifact');
    const { proof, trust } = { ...release, ...changes() };
    const files = exportedFiles(proof, trust);
    const checks = await checkCommands(join(folder, 'app'), proof, trust, files);
    const unchecked = notChecked(checks, files, trust);
    expect(unchecked).toContainEqual({ layer: 'openpgp', because, isRequired: true });
    const { status, lines } = run(
      checks.filter(({ tool }) => tool !== 'go'),
      unchecked,
    );
    expect(status).toBe(1);
    expect(lines.filter((line) => line.startsWith('FAILS'))).toEqual([]);
    expect(lines).toContain(`not checked: openpgp, because ${because}`);
    expect(lines).toContain('MISSING: a check of openpgp or sigstore, which is required');
  });

  it('is named, and the script does not fail where none is required', async () => {
    const files = exportedFiles(release.proof, release.trust);
    const checks = await checkCommands(join(folder, 'app'), release.proof, release.trust, files);
    const unchecked = notChecked(checks, files, release.trust);
    expect(unchecked.map(({ layer, isRequired }) => [layer, isRequired])).toEqual(
      ['sigstore', 'rfc3161', 'checkpoint-time', 'witness'].map((layer) => [layer, false]),
    );
    const { status, lines } = run([], unchecked);
    expect([status, lines[0]]).toEqual([
      0,
      'not checked: sigstore, because the proof has no Sigstore bundle',
    ]);
  });
});

it('nothing is left of a check but its files: no folder, and no agent of gpg', async () => {
  writeFileSync(join(folder, 'app'), 'the artifact');
  const scratch = mkdtempSync(join(tmpdir(), 'vaultmesh-scratch-'));
  expect(run(await checksOf(release.trust), [], { TMPDIR: scratch }).status).toBe(0);
  expect(readdirSync(scratch)).toEqual([]);
  expect(spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout).not.toContain(scratch);
  rmSync(scratch, { recursive: true });
});

it('the block of export-proof names the artifact by its path from the files, and says what it leaves out', async () => {
  writeFileSync(join(folder, 'app'), 'the artifact');
  writeFileSync(join(folder, 'app.vmproof'), makeProof(release.proof));
  const trust = { ...release.trust, openpgp: { fingerprints: [] } };
  writeFileSync(join(folder, 'trust.json'), formatTrustFile(trust));
  const terminal = memoryTerminal({ directory: folder });
  const options = { trust: 'trust.json', out: 'a/b' };
  const { outcome, lines = [] } = await exportProof(terminal, 'app', options);
  expect(outcome.message).toMatch(
    / None of them was run\. Not checked: openpgp, .*, of which openpgp or sigstore is required, so the block does not end with 0\.$/u,
  );
  const [, ...block] = lines.slice(lines.findIndex((line) => line.startsWith('cd ')));
  expect(block.join('\n')).toContain('< ./../../app ');
  expect(block.join('\n')).not.toContain(folder);
  expect(block).toContain(
    '# The entry is in the log (go, and the network for golang.org/x/mod unless Go has it already)',
  );
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
