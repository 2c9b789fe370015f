import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { generateKey } from 'openpgp';

import { sign, type SignInputs } from '../../../actions/sign/src/main.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { readFolder } from '../../../core/remembrancer/evidence/index.ts';
import { memoryRunner } from '../memory-runner.ts';
import { makeWorkspace, type Workspace } from '../workspace.ts';

const inputs: SignInputs = {
  kind: 'release',
  operation: '',
  commit: '',
  files: ['dist/*'],
  checksums: '',
  subjectName: '',
  subjectDigest: '',
  openpgpKey: undefined,
  openpgpPassphrase: undefined,
  sigstore: 'auto',
  fulcioUrl: 'http://127.0.0.1:9',
  rekorUrl: 'http://127.0.0.1:9',
  onMissing: 'defer',
};

let workspace: Workspace;
let openpgpKey: string;

beforeAll(async () => {
  openpgpKey = (
    await generateKey({
      userIDs: [{ name: 'acme' }],
      type: 'ecc',
      curve: 'ed25519Legacy',
      passphrase: 'open',
    })
  ).privateKey;
});

beforeEach(async () => {
  workspace = await makeWorkspace();
});

afterEach(() => workspace.remove());

describe('the sign step', () => {
  it('signs the files and leaves the evidence where only this user can read it', async () => {
    const runner = memoryRunner();
    await sign({ ...inputs, openpgpKey, openpgpPassphrase: 'open' }, workspace.run, runner);
    const directory = runner.outputs.get('evidence')!;
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(directory)) {
      expect([name, (await stat(join(directory, name))).mode & 0o777]).toEqual([name, 0o600]);
    }
    const { subjects, evidence } = await readFolder(directory);
    expect(subjects.map(({ name }) => name)).toEqual(['app.tar.gz']);
    expect(evidence.map(({ layer }) => layer)).toEqual(['openpgp', 'openpgp-key']);
    expect(JSON.parse(runner.outputs.get('outcome')!)).toMatchObject({ schema: 1, reason: 'done' });
  });

  it('says with a warning what to add when the job has no identity, and goes on', async () => {
    const runner = memoryRunner();
    await sign(inputs, workspace.run, runner);
    expect(runner.warnings).toEqual([
      ['Recorded without sigstore', expect.stringContaining('permissions: id-token: write')],
    ]);
  });

  it('asks for the identity of Sigstore, and records without it when a service is down', async () => {
    const asked: string[] = [];
    const runner = memoryRunner((audience) => {
      asked.push(audience);
      return Promise.reject(new VaultMeshError('network', 'No answer.'));
    });
    await sign(inputs, { ...workspace.run, hasIdentity: true }, runner);
    expect(asked).toEqual(['sigstore']);
    const { missing } = await readFolder(runner.outputs.get('evidence')!);
    expect(missing).toContainEqual(expect.objectContaining({ layer: 'sigstore', reason: 'unreachable' }));
  });

  it('stops before anything is written with on-missing: fail', async () => {
    const runner = memoryRunner();
    await expect(sign({ ...inputs, onMissing: 'fail' }, workspace.run, runner)).rejects.toMatchObject({
      code: 'not-permitted',
    });
    const [folder] = await readdir(workspace.run.temporary);
    expect(folder === undefined ? [] : await readdir(`${workspace.run.temporary}/${folder}`)).toEqual([]);
  });

  it('takes something by its digest', async () => {
    const runner = memoryRunner();
    const image = { files: [], subjectName: 'ghcr.io/acme/app', subjectDigest: `sha256:${'0f'.repeat(32)}` };
    await sign({ ...inputs, ...image }, workspace.run, runner);
    const { subjects } = await readFolder(runner.outputs.get('evidence')!);
    expect(subjects).toEqual([{ name: 'ghcr.io/acme/app', sha256: '0f'.repeat(32) }]);
  });

  it.each([
    [{ files: [] }, 'Give one of the inputs "files" and "checksums"'],
    [
      { subjectName: 'app', subjectDigest: `sha256:${'0'.repeat(64)}` },
      'Give one of the inputs "files" and "checksums"',
    ],
    [{ files: [], subjectName: 'app', subjectDigest: 'sha512:00' }, 'sha256: with 64 lower-case hex digits'],
  ])('refuses %j', async (given, message) => {
    await expect(sign({ ...inputs, ...given }, workspace.run, memoryRunner())).rejects.toThrow(message);
  });

  it('begins anew when the step is run again', async () => {
    await sign({ ...inputs, openpgpKey, openpgpPassphrase: 'open' }, workspace.run, memoryRunner());
    const runner = memoryRunner();
    await sign(inputs, workspace.run, runner);
    expect((await readFolder(runner.outputs.get('evidence')!)).evidence).toEqual([]);
  });
});
