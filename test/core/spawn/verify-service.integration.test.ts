import { cp, mkdir, mkdtemp, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MANIFEST_PATH, renderService, verifyService, writeService } from '../../../core/spawn/index.ts';
import { request } from './requests.ts';

let folder: string;
let pristine: string;
let repository: string;
let number = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-verify-'));
  pristine = join(folder, 'pristine');
  await writeService(renderService(request({ mcp: true, mq: 'nats' }), {}), pristine);
});

beforeEach(async () => {
  repository = join(folder, `repository-${(number += 1)}`);
  await cp(pristine, repository, { recursive: true });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function changes(): Promise<Record<string, string>> {
  const { files } = await verifyService(repository);
  return Object.fromEntries(
    files.filter(({ state }) => state !== 'untouched').map(({ path, state }) => [path, state]),
  );
}

async function editManifest(change: (manifest: Record<string, unknown>) => void): Promise<void> {
  const path = join(repository, MANIFEST_PATH);
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  change(manifest);
  await writeFile(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

describe('verifyService', () => {
  it('finds every file of a new repository untouched, and its manifest as it is made', async () => {
    const check = await verifyService(repository);
    expect(check.manifest).toBe('reproduced');
    const rendered = renderService(request({ mcp: true, mq: 'nats' }), {}).map(({ path }) => path);
    expect(check.files.map(({ path }) => path)).toEqual(rendered.filter((path) => path !== MANIFEST_PATH));
    expect(new Set(check.files.map(({ state }) => state))).toEqual(new Set(['untouched']));
  });

  it('tells what was modified, added and removed; what git ignores is no file', async () => {
    await writeFile(join(repository, 'README.md'), 'mine\n');
    await writeFile(join(repository, 'src/app/orders.py'), '');
    await unlink(join(repository, 'SECURITY.md'));
    await unlink(join(repository, 'LICENSE'));
    await symlink(join(pristine, 'LICENSE'), join(repository, 'LICENSE'));
    await mkdir(join(repository, '.venv'));
    await writeFile(join(repository, '.venv/pip'), '');
    expect(await changes()).toEqual({
      LICENSE: 'modified',
      'README.md': 'modified',
      'SECURITY.md': 'missing',
      'src/app/orders.py': 'added',
    });
  });

  it('does not take a link to a folder of the same files for the folder', async () => {
    await rm(join(repository, 'docs'), { recursive: true });
    await symlink(join(pristine, 'docs'), join(repository, 'docs'));
    const { files } = await verifyService(repository);
    const docs = files.filter(({ path }) => path.startsWith('docs/'));
    expect(docs.length).toBeGreaterThan(0);
    expect(new Set(docs.map(({ state }) => state))).toEqual(new Set(['missing']));
  });

  it('gives names as they are, also with a blank in front', async () => {
    await writeFile(join(repository, ' mine'), '');
    expect(await changes()).toEqual({ ' mine': 'added' });
  });

  it('runs no program that the repository names', async () => {
    const monitor = join(folder, 'monitor.sh');
    await writeFile(monitor, `#!/bin/sh\ntouch ${join(folder, 'ran')}\n`, { mode: 0o755 });
    const config = join(repository, '.git/config');
    await writeFile(config, `${await readFile(config, 'utf8')}\tfsmonitor = ${monitor}\n`);
    expect(await changes()).toEqual({});
    await expect(readFile(join(folder, 'ran'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('sees a manifest that was made to fit a changed file', async () => {
    await writeFile(join(repository, 'README.md'), 'mine\n');
    await editManifest((manifest) => {
      manifest['files'] = { ...(manifest['files'] as object), 'README.md': '0'.repeat(64) };
    });
    expect(await verifyService(repository)).toMatchObject({ manifest: 'different' });
  });

  it('leaves the manifest of another template version undecided', async () => {
    await editManifest((manifest) => {
      manifest['templateVersion'] = '0.0.1';
    });
    expect(await verifyService(repository)).toMatchObject({
      manifest: 'other-version',
      templateVersion: '0.0.1',
    });
  });

  it('refuses what is no spawned repository', async () => {
    await expect(verifyService(folder)).rejects.toMatchObject({ code: 'not-found' });
    await editManifest((manifest) => {
      manifest['settings'] = { serverUrl: ['https://github.com'] };
    });
    await expect(verifyService(repository)).rejects.toThrow('a field is missing or of the wrong type');
    await editManifest((manifest) => {
      manifest['settings'] = {};
      manifest['inputs'] = { name: '../evil', owner: 'acme' };
    });
    await expect(verifyService(repository)).rejects.toMatchObject({
      code: 'verification-failed',
      message: expect.stringContaining('.vaultmesh/spawn.json cannot be read: of its "inputs", '),
    });
    await editManifest((manifest) => {
      manifest['schema'] = 2;
    });
    await expect(verifyService(repository)).rejects.toMatchObject({ code: 'verification-failed' });
    await writeFile(join(repository, MANIFEST_PATH), '{');
    await expect(verifyService(repository)).rejects.toThrow('it is no JSON');
    await rm(join(repository, '.git'), { recursive: true });
    await writeFile(join(repository, MANIFEST_PATH), await readFile(join(pristine, MANIFEST_PATH)));
    await expect(verifyService(repository)).rejects.toThrow('no git repository');
  });
});
