import { VaultMeshError } from '../common/error.ts';
import { runGit } from './run-git.ts';
import { TEMPLATE_BRANCH } from './template-branch.ts';

/**
 * Makes a git repository of `directory`, with everything in it in one commit on `main` and on the template branch;
 * the id of that commit.
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
  await git('branch', TEMPLATE_BRANCH);
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
