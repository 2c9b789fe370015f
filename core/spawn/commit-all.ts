import { concatBytes, utf8 } from '../common/bytes.ts';
import { VaultMeshError } from '../common/error.ts';
import { runGit } from './run-git.ts';
import { TEMPLATE_BRANCH } from './template-branch.ts';
import type { TreeFile } from './tree-file.ts';
import { treeId } from './tree-id.ts';

/** One pack, which takes a third of the work of a file for each object. */
const FAST_IMPORT = ['-c', 'fastimport.unpackLimit=1', 'fast-import', '--quiet'];

/**
 * Makes a git repository of `directory`, in which `files` were written, with them in one commit on `main` and on the
 * template branch; the id of that commit. Git gets the bytes themselves: no attribute or setting changes them.
 *
 * Throws `not-found` when git is missing, and `internal` when git made another tree than was computed.
 */
export async function commitAll(
  directory: string,
  message: string,
  files: readonly TreeFile[],
): Promise<string> {
  const git = (...args: string[]): Promise<string> => runGit(directory, args);
  await git('init', '--quiet', '--initial-branch=main', '--object-format=sha1', '--template=');
  const people = await Promise.all(['AUTHOR', 'COMMITTER'].map((role) => identity(git, role)));
  const imported = await runGit(directory, FAST_IMPORT, importOf(message, people, files));
  const [commit = '', tree = ''] = imported.split('\n');
  const expected = treeId(files);
  if (tree.trim() !== `040000 tree ${expected}`) {
    throw new VaultMeshError('internal', `git wrote the tree "${tree}", but ${expected} was rendered.`);
  }
  await git('reset', '--quiet');
  return commit;
}

/** The stream that makes the commit on both branches, and asks for its id and its tree (git-fast-import(1)). */
function importOf(
  message: string,
  [author, committer]: readonly string[],
  files: readonly TreeFile[],
): Uint8Array {
  const parts: (string | Uint8Array)[] = [];
  const data = (content: Uint8Array): void => {
    parts.push(`data ${content.length}\n`, content, '\n');
  };
  parts.push(
    'feature done\n',
    'commit refs/heads/main\n',
    'mark :1\n',
    `author ${author}\n`,
    `committer ${committer}\n`,
  );
  data(utf8(`${message}\n`));
  for (const { path, mode, content } of files) {
    parts.push(`M ${mode} inline "${path.replace(/[\\"]/g, '\\$&')}"\n`);
    data(content);
  }
  parts.push(`\nreset refs/heads/${TEMPLATE_BRANCH}\nfrom :1\n\n`, 'get-mark :1\n', 'ls :1 ""\n', 'done\n');
  return concatBytes(...parts.map((part) => (typeof part === 'string' ? utf8(part) : part)));
}

/** The user's own identity if git knows one, with the time; a commit must not fail for want of it. */
async function identity(git: (...args: string[]) => Promise<string>, role: string): Promise<string> {
  const variable = ['var', `GIT_${role}_IDENT`];
  try {
    return await git('-c', 'user.useConfigOnly=true', ...variable);
  } catch {
    return git(
      '-c',
      'user.name=VaultMesh',
      '-c',
      'user.email=vaultmesh@users.noreply.github.com',
      ...variable,
    );
  }
}
