import { execFileSync, spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { renderService, TEMPLATE_BRANCH, treeId, writeService } from '../../../core/spawn/index.ts';
import { request } from './requests.ts';

let folder: string;
let repository: string;

const IDENTITY = ['-c', 'user.name=Maria', '-c', 'user.email=maria@example.com'];
const git = (...args: string[]): string =>
  execFileSync('git', ['-C', repository, ...IDENTITY, ...args], { encoding: 'utf8' }).trim();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-template-'));
  repository = join(folder, 'my-service');
  await writeService(renderService(request(), {}), repository);
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Commits what the templates would make now upon the template branch; another description stands for a later version. */
async function bringUpdate(): Promise<void> {
  git('checkout', '--quiet', TEMPLATE_BRANCH);
  for (const { path, content } of renderService(request({ description: 'As newer templates say.' }), {})) {
    await writeFile(join(repository, path), content);
  }
  git('commit', '--quiet', '--all', '--message', 'chore: update the template');
  git('checkout', '--quiet', 'main');
}

describe('the template branch', () => {
  it('is the pristine render from the first commit', () => {
    expect(git('rev-parse', `${TEMPLATE_BRANCH}^{tree}`)).toBe(treeId(renderService(request(), {})));
    expect(git('rev-list', '--count', TEMPLATE_BRANCH)).toBe('1');
    expect(git('merge-base', TEMPLATE_BRANCH, 'main')).toBe(git('rev-parse', 'main'));
  });

  it('makes an update a three-way merge that keeps the work of people', async () => {
    await appendFile(join(repository, 'README.md'), '\n## Ours\n');
    await writeFile(join(repository, 'src/app/orders.py'), '"""Orders."""\n');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'feat: orders');
    await bringUpdate();
    git('merge', '--quiet', '--no-edit', TEMPLATE_BRANCH);
    const readme = await readFile(join(repository, 'README.md'), 'utf8');
    expect(readme).toContain('As newer templates say.');
    expect(readme).toContain('## Ours');
    expect(git('ls-files', 'src/app/orders.py')).toBe('src/app/orders.py');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('shows a conflict where both changed the same line, and loses neither', async () => {
    const path = join(repository, 'README.md');
    const readme = await readFile(path, 'utf8');
    await writeFile(path, readme.replace('The my-service service.', 'What people say.'));
    git('commit', '--quiet', '--all', '--message', 'docs: our words');
    await bringUpdate();
    const merge = spawnSync('git', ['-C', repository, ...IDENTITY, 'merge', '--no-edit', TEMPLATE_BRANCH]);
    expect(merge.status).toBe(1);
    expect(git('diff', '--name-only', '--diff-filter=U')).toBe('README.md');
    const both = await readFile(path, 'utf8');
    expect(both).toContain('What people say.');
    expect(both).toContain('As newer templates say.');
  });
});
