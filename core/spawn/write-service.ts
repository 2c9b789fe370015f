import { execFile } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { VaultMeshError } from '../common/error.ts';
import type { TreeFile } from './tree-file.ts';
import { treeId } from './tree-id.ts';

const run = promisify(execFile);

/** Nothing of the user's own git configuration may change what is committed. */
const NEUTRAL = [
  'core.autocrlf=false',
  'core.excludesFile=',
  'core.hooksPath=/dev/null',
  'commit.gpgSign=false',
];

const GIT_TIMEOUT_MS = 30_000;

/**
 * Writes a rendered service to the new folder `directory` as a git repository with one commit on `main`, and gives
 * the id of that commit. The folder appears whole or not at all.
 *
 * Throws `conflict` when `directory` exists, `not-found` when git or the parent folder is missing, `usage` when a path
 * would leave the folder.
 */
export async function writeService(files: readonly TreeFile[], directory: string): Promise<string> {
  const target = resolve(directory);
  if (await exists(target)) {
    throw new VaultMeshError(
      'conflict',
      `"${directory}" exists. Choose another folder, or move that one away.`,
    );
  }
  for (const { path } of files) checkPath(path);
  const draft = await draftFolder(target);
  try {
    await writeFiles(files, draft);
    const commit = await commitAll(draft, treeId(files));
    await rename(draft, target);
    return commit;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw explained(error, directory);
  }
}

function checkPath(path: string): void {
  const segments = path.split('/');
  if (
    segments.some((segment) => segment === '' || segment === '.' || segment === '..') ||
    /[\\:\0]/.test(path)
  ) {
    throw new VaultMeshError(
      'usage',
      `The path "${path}" is not a path inside a repository. Rename the file.`,
    );
  }
  if (segments.some((segment) => segment.toLowerCase() === '.git')) {
    throw new VaultMeshError('usage', `The path "${path}" belongs to git. Rename the file.`);
  }
}

async function draftFolder(target: string): Promise<string> {
  try {
    return await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  } catch (error) {
    throw new VaultMeshError(
      'not-found',
      `The folder "${dirname(target)}" cannot be written to. Create it first.`,
      {
        cause: error,
      },
    );
  }
}

async function writeFiles(files: readonly TreeFile[], directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const { path, mode, content } of files) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    await chmod(file, mode === '100755' ? 0o755 : 0o644);
  }
}

async function commitAll(directory: string, expectedTree: string): Promise<string> {
  const git = (...args: string[]): Promise<string> => runGit(directory, args);
  await git('init', '--quiet', '--initial-branch=main', '--object-format=sha1', '--template=');
  await git('add', '--all', '--force');
  const tree = await git('write-tree');
  if (tree !== expectedTree) {
    throw new VaultMeshError('internal', `git wrote the tree ${tree}, but ${expectedTree} was rendered.`);
  }
  await git(...(await identity(git)), 'commit', '--quiet', '--message=feat: spawn the service');
  return git('rev-parse', 'HEAD');
}

/** The user's own identity if git knows one; a commit must not fail for want of it. */
async function identity(git: (...args: string[]) => Promise<string>): Promise<string[]> {
  try {
    await git('var', 'GIT_COMMITTER_IDENT');
    await git('config', 'user.email');
    return [];
  } catch {
    return ['-c', 'user.name=VaultMesh', '-c', 'user.email=vaultmesh@users.noreply.github.com'];
  }
}

async function runGit(directory: string, args: readonly string[]): Promise<string> {
  const settings = NEUTRAL.flatMap((setting) => ['-c', setting]);
  // An outer repository's variables, as git sets them in its hooks, would send the commit there.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^GIT_(DIR|INDEX_FILE|WORK_TREE|OBJECT_DIRECTORY|PREFIX)$/.test(name),
    ),
  );
  const { stdout } = await run('git', ['-C', directory, ...settings, ...args], {
    timeout: GIT_TIMEOUT_MS,
    env,
  });
  return stdout.trim();
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

function explained(error: unknown, directory: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' && (error as NodeJS.ErrnoException).syscall?.startsWith('spawn') === true) {
    return new VaultMeshError('not-found', 'git is missing. Install it: https://git-scm.com/downloads', {
      cause: error,
    });
  }
  if (code === 'ENOTEMPTY' || code === 'EEXIST') {
    return new VaultMeshError('conflict', `"${directory}" was created meanwhile. Choose another folder.`, {
      cause: error,
    });
  }
  return error;
}
