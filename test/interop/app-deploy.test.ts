import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { project } from '../project.ts';
import { kubernetesSchemas } from './kubernetes-schemas.ts';
import { tool } from './tools.ts';

const run = promisify(execFile);
const deploy = join(project, 'app/deploy');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-deploy-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('hadolint finds nothing in the Dockerfile', async () => {
  expect((await run(tool('hadolint'), [join(deploy, 'Dockerfile')])).stdout).toBe('');
});

it('yamllint finds nothing in the YAML', async () => {
  const config =
    '{extends: default, rules: {document-start: disable, line-length: disable, braces: {max-spaces-inside: 1}, comments: {min-spaces-from-content: 1}}}';
  expect((await run(tool('yamllint'), ['--strict', '--config-data', config, deploy])).stdout).toBe('');
});

it.each(['1.32.0', '1.37.0'])('what kustomize builds is valid for Kubernetes %s', async (version) => {
  const { stdout } = await run(tool('kustomize'), ['build', join(deploy, 'kubernetes')]);
  const manifests = join(folder, 'manifests.yaml');
  await writeFile(manifests, stdout);
  const args = ['-strict', '-summary', '-kubernetes-version', version, '-schema-location'];
  const checked = await run(tool('kubeconform'), [
    ...args,
    await kubernetesSchemas(folder, version),
    manifests,
  ]);
  expect(checked.stdout).toBe(
    'Summary: 6 resources found in 1 file - Valid: 6, Invalid: 0, Errors: 0, Skipped: 0\n',
  );
});
