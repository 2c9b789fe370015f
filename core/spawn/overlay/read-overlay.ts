import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { VaultMeshError } from '../../common/error.ts';
import { readCatalog } from '../catalog.ts';
import { runGit, runGitBytes } from '../run-git.ts';
import { checkAmount, type OverlayFile } from './overlay-file.ts';
import { OVERLAY_FOLDER, type Overlay } from './overlay.ts';
import { parseOverlay } from './parse-overlay.ts';

/**
 * The overlay in a clone of the platform repository at `directory`, of the newest commit up to `revision` that changed it.
 * What is not committed does not count: the commit stands for all of it.
 *
 * Throws `not-found` when there is none, `usage` for a clone that does not reach back to that commit, and what
 * `parseOverlay` throws.
 */
export async function readOverlay(directory: string, revision = 'HEAD'): Promise<Overlay> {
  const commit = await newestChange(directory, revision);
  const overlay = commit === '' ? undefined : await overlayAt(directory, commit);
  if (overlay !== undefined) return overlay;
  throw new VaultMeshError(
    'not-found',
    `"${directory}" has no ${OVERLAY_FOLDER} in its commits. Commit it there first.`,
  );
}

async function newestChange(directory: string, revision: string): Promise<string> {
  let commit;
  try {
    const folder = `:(top,literal)${OVERLAY_FOLDER}`;
    // Not `git log`, of which a configuration has more shown than was asked for.
    commit = await runGit(directory, ['rev-list', '-1', '--end-of-options', revision, '--', folder]);
  } catch (error) {
    if (error instanceof VaultMeshError) throw error;
    const message = `"${directory}" is no git repository with the commit ${revision}. Name a clone of the platform repository.`;
    throw new VaultMeshError('not-found', message, { cause: error });
  }
  if (commit !== '' && (await shallowCommits(directory)).includes(commit)) {
    throw new VaultMeshError(
      'usage',
      `"${directory}" is a clone without the history that tells which commit changed ${OVERLAY_FOLDER}. Fetch it: ` +
        '"git fetch --unshallow", or "fetch-depth: 0" of actions/checkout.',
    );
  }
  return commit;
}

/** The commits whose parents are not there, of which git says that they changed everything. */
async function shallowCommits(directory: string): Promise<string[]> {
  const path = await runGit(directory, ['rev-parse', '--git-path', 'shallow']);
  const text = await readFile(resolve(directory, path), 'utf8').catch(() => '');
  return text.split('\n');
}

async function overlayAt(directory: string, commit: string): Promise<Overlay | undefined> {
  const prefix = `${OVERLAY_FOLDER}/`;
  const listing = ['ls-tree', '-r', '-z', '--long', '--full-tree', commit, '--', prefix];
  const entries = (await runGit(directory, listing))
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [, mode = '', , oid = '', size = '', path = ''] =
        /^(\d+) (\w+) (\w+) +(\S+)\t([\s\S]*)$/.exec(line) ?? [];
      return { path: path.slice(prefix.length), mode, oid, size: Number(size) || 0 };
    });
  checkAmount(entries);
  const files = entries.map(async ({ path, mode, oid }): Promise<OverlayFile> => {
    const content =
      mode === '160000' ? new Uint8Array() : await runGitBytes(directory, ['cat-file', 'blob', oid]);
    return { path, mode, content };
  });
  return parseOverlay(commit, await Promise.all(files), readCatalog());
}
