import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { project } from '../../test/project.ts';

/**
 * A repository of `count` files in `folder`: those that git has of this project, copied side by side until there are so many.
 * Each copy of a workflow stands where GitHub looks for one.
 */
export function makeRepository(folder: string, count: number): void {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
  mkdirSync(folder, { recursive: true });
  const own = execFileSync('git', ['ls-files', '-z'], { cwd: project, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '');
  for (let n = 0; n < count; n++) {
    const path = own[n % own.length] ?? '';
    const copy = Math.floor(n / own.length);
    const isWorkflow = dirname(path) === '.github/workflows';
    const target = isWorkflow
      ? join('.github/workflows', `${copy}-${basename(path)}`)
      : join(`copy-${copy}`, path);
    mkdirSync(join(folder, dirname(target)), { recursive: true });
    cpSync(join(project, path), join(folder, target), { dereference: false, verbatimSymlinks: true });
  }
  git('init', '--quiet');
  git('add', '--all', '--force');
  git('commit', '--quiet', '--message', 'made');
  // As a clone comes.
  git('repack', '-a', '-d', '--quiet');
}
