import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { VaultMeshError } from '../common/error.ts';

const run = promisify(execFile);

/** Nothing of the user's own git configuration may change what is committed. */
const NEUTRAL = [
  ...['core.autocrlf=false', 'core.excludesFile=', 'core.attributesFile=', 'core.hooksPath=/dev/null'],
  'commit.gpgSign=false',
];

/** Variables by which git, when it runs a hook, would send our commit into the repository around us. */
const OUTER_REPOSITORY = /^GIT_(DIR|INDEX_FILE|WORK_TREE|OBJECT_DIRECTORY|COMMON_DIR|PREFIX)$/;

const GIT_TIMEOUT_MS = 30_000;

/**
 * Makes a git repository of `directory`, with everything in it in one commit on `main`; the id of that commit.
 *
 * Throws `not-found` when git is missing, and `internal` when the tree is not `expectedTree`.
 */
export async function commitAll(directory: string, message: string, expectedTree: string): Promise<string> {
  const git = (...args: string[]): Promise<string> => runGit(directory, args);
  await git('init', '--quiet', '--initial-branch=main', '--object-format=sha1', '--template=');
  await git('add', '--all', '--force');
  const tree = await git('write-tree');
  if (tree !== expectedTree) {
    throw new VaultMeshError('internal', `git wrote the tree ${tree}, but ${expectedTree} was rendered.`);
  }
  await git(...(await identity(git)), 'commit', '--quiet', `--message=${message}`);
  return git('rev-parse', 'HEAD');
}

/** The user's own identity if git knows one; a commit must not fail for want of it. */
async function identity(git: (...args: string[]) => Promise<string>): Promise<string[]> {
  try {
    for (const role of ['AUTHOR', 'COMMITTER']) {
      await git('-c', 'user.useConfigOnly=true', 'var', `GIT_${role}_IDENT`);
    }
    return [];
  } catch {
    return ['-c', 'user.name=VaultMesh', '-c', 'user.email=vaultmesh@users.noreply.github.com'];
  }
}

async function runGit(directory: string, args: readonly string[]): Promise<string> {
  const settings = NEUTRAL.flatMap((setting) => ['-c', setting]);
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !OUTER_REPOSITORY.test(name)),
  );
  try {
    const { stdout } = await run('git', ['-C', directory, ...settings, ...args], {
      timeout: GIT_TIMEOUT_MS,
      env,
    });
    return stdout.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const remedy = 'git is missing. Install it: https://git-scm.com/downloads';
    throw new VaultMeshError('not-found', remedy, { cause: error });
  }
}
