import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readOverlay, renderService, verifyService, writeService } from '../../../../core/spawn/index.ts';
import { request } from '../requests.ts';

const run = promisify(execFile);
const WHO = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];

let folder: string;
let platform: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-overlay-'));
  platform = join(folder, 'platform');
  await run('git', ['init', '--quiet', '--initial-branch=main', platform]);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, content: string): Promise<void> {
  const file = join(platform, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

async function commit(): Promise<string> {
  const git = async (...args: string[]) =>
    (await run('git', ['-C', platform, ...WHO, ...args])).stdout.trim();
  await git('add', '--all');
  await git('commit', '--quiet', '--message=change');
  return git('rev-parse', 'HEAD');
}

describe('readOverlay', () => {
  it('takes the newest commit that changed the folder, and only what is committed', async () => {
    await write('.github/vaultmesh/shared/base/mine.txt', 'first\n');
    const first = await commit();
    await write('README.md', 'about something else\n');
    await commit();
    await write('.github/vaultmesh/shared/base/mine.txt', 'not committed\n');
    const overlay = await readOverlay(platform);
    expect(overlay.commit).toBe(first);
    const mine = renderService(request(), {}, overlay).find(({ path }) => path === 'mine.txt');
    expect(Buffer.from(mine?.content ?? []).toString()).toBe('first\n');
    const second = await commit();
    expect((await readOverlay(platform)).commit).toBe(second);
    expect((await readOverlay(platform, first)).commit).toBe(first);
    expect((await readOverlay(join(platform, '.github'))).commit).toBe(second);
  });

  it('reproduces the manifest of a service, and says when it needs the overlay for that', async () => {
    await write('.github/vaultmesh/shared/base/mine.txt', 'mine\n');
    await commit();
    const service = join(folder, 'my-service');
    await writeService(renderService(request(), {}, await readOverlay(platform)), service);
    await write('.github/vaultmesh/shared/base/mine.txt', 'changed since\n');
    await commit();
    expect(await verifyService(service, platform)).toMatchObject({ manifest: 'reproduced' });
    expect(await verifyService(service)).toMatchObject({ manifest: 'needs-overlay' });
  });

  it('writes the tree that was computed, whatever the .gitattributes of an overlay say', async () => {
    await write('.github/vaultmesh/shared/base/.gitattributes.njk', '* text eol=crlf ident\n');
    await write('.github/vaultmesh/shared/base/mine.txt', 'one\r\n$Id$\n');
    await commit();
    const service = join(folder, 'my-service');
    await writeService(renderService(request(), {}, await readOverlay(platform)), service);
    const { stdout } = await run('git', ['-C', service, 'show', 'HEAD:mine.txt']);
    expect(stdout).toBe('one\r\n$Id$\n');
  });

  it('finds that commit whatever a configuration has git show of a signed one', async () => {
    await write('.github/vaultmesh/shared/base/mine.txt', 'mine\n');
    await commit();
    const gpg = join(folder, 'gpg.sh');
    await writeFile(gpg, '#!/bin/sh\necho "gpg: Good signature" >&2\n', { mode: 0o755 });
    const git = ['-C', platform];
    const plain = (await run('git', [...git, 'cat-file', 'commit', 'HEAD'])).stdout;
    const armour = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----';
    await writeFile(join(folder, 'commit'), plain.replace('\n\n', `\n${armour}\n\n`));
    const object = ['hash-object', '-t', 'commit', '-w', join(folder, 'commit')];
    const signed = (await run('git', [...git, ...object])).stdout.trim();
    await run('git', [...git, 'reset', '--quiet', '--hard', signed]);
    await run('git', [...git, 'config', 'log.showSignature', 'true']);
    await run('git', [...git, 'config', 'gpg.program', gpg]);
    expect((await readOverlay(platform)).commit).toBe(signed);
  });

  it('refuses a link, an empty clone, a folder without an overlay and one without git', async () => {
    await expect(readOverlay(platform)).rejects.toMatchObject({ code: 'not-found' });
    await write('README.md', 'nothing\n');
    await commit();
    await expect(readOverlay(platform)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('has no .github/vaultmesh in its commits'),
    });
    await expect(readOverlay(folder)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readOverlay(platform, '--output=x')).rejects.toMatchObject({ code: 'not-found' });
    await mkdir(join(platform, '.github/vaultmesh/shared/base'), { recursive: true });
    await symlink('/etc/passwd', join(platform, '.github/vaultmesh/shared/base/link'));
    await commit();
    await expect(readOverlay(platform)).rejects.toThrow('link or a submodule');
  });

  it('refuses a shallow clone, which does not know the commit', async () => {
    await write('.github/vaultmesh/shared/base/mine.txt', 'mine\n');
    await commit();
    await write('README.md', 'later\n');
    await commit();
    const shallow = join(folder, 'shallow');
    await run('git', ['clone', '--quiet', '--depth=1', `file://${platform}`, shallow]);
    await expect(readOverlay(shallow)).rejects.toThrow('fetch-depth: 0');
    await run('git', ['-C', shallow, 'fetch', '--quiet', '--unshallow']);
    expect((await readOverlay(shallow)).commit).toBe((await readOverlay(platform)).commit);
  });
});
