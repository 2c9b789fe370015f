import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderService, writeService } from '../../core/spawn/index.ts';
import { combinations } from '../core/spawn/combinations.ts';
import { request } from '../core/spawn/requests.ts';
import { tool } from '../interop/tools.ts';

const run = promisify(execFile);

// The module proxy of Go does not give this program out, so it is built from its repository.
const REPOSITORY = 'https://github.com/stackrox/kube-linter';
const VERSION = 'v0.8.3';
const COMMIT = '10ae003038c81855aca8489df5e35da150f4dc2e';
const BUILD_TIMEOUT_MS = 900_000;

let folder: string;
let linter: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-kube-linter-'));
  const source = join(folder, 'source');
  await run('git', ['clone', '--quiet', '--depth=1', `--branch=${VERSION}`, REPOSITORY, source]);
  const { stdout } = await run('git', ['-C', source, 'rev-parse', 'HEAD']);
  expect(stdout.trim()).toBe(COMMIT);
  linter = join(folder, 'kube-linter');
  await run('go', ['build', '-o', linter, './cmd/kube-linter'], { cwd: source });
}, BUILD_TIMEOUT_MS);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('kube-linter finds nothing in what kustomize builds', () => {
  it.each(combinations())('%s', async (name, combination) => {
    const repository = join(folder, name);
    await writeService(renderService(request(combination), {}), repository);
    for (const overlay of ['staging', 'production']) {
      const path = join(repository, 'deploy/overlays', overlay);
      const { stdout } = await run(tool('kustomize'), ['build', path]);
      expect(await lint(stdout)).toEqual({
        code: 0,
        text: expect.stringMatching(/\nNo lint errors found!\n$/),
      });
    }
  });

  it('but it does where the file system can be written', async () => {
    const base = join(folder, 'go service/deploy/base');
    const { stdout } = await run(tool('kustomize'), ['build', base]);
    const writable = stdout.replace('readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false');
    expect(await lint(writable)).toEqual({ code: 1, text: expect.stringContaining('no-read-only-root-fs') });
  });
});

async function lint(manifests: string): Promise<{ code: number; text: string }> {
  const file = join(folder, 'manifests.yaml');
  await writeFile(file, manifests);
  try {
    const { stdout } = await run(linter, ['lint', file]);
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, text: stdout };
  }
}
