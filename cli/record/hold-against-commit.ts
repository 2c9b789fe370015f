import { fileURLToPath } from 'node:url';

import { VaultMeshError } from '../../core/common/error.ts';
import { gitInFolder } from '../adr/git-in-folder.ts';
import type { RepositoryAddress } from '../repository.ts';
import type { Terminal } from '../terminal.ts';
import type { DecisionPlace } from './decision-place.ts';

interface PlacedFile extends DecisionPlace {
  /** What a person called it. */
  readonly file: string;
  readonly content: Uint8Array;
}

/**
 * Holds a file against that of a commit, where the repository is a folder that has the commit, or the file stands in a
 * checkout: nobody would find the text of another one. Throws `policy`, and `not-found` for a commit that the checkout does
 * not have.
 */
export async function holdAgainstCommit(
  terminal: Terminal,
  { folder, path, isInCheckout, file, content }: PlacedFile,
  { url }: RepositoryAddress,
  commit: string,
): Promise<void> {
  const remedy = `Give the commit that the file is of: git log -1 --format=%H -- ${path}`;
  for (const place of [...localFolder(url), folder]) {
    const git = gitInFolder(terminal, place);
    if ((await git(['cat-file', '-e', `${commit}^{commit}`])) === undefined) continue;
    const committed = await git(['cat-file', 'blob', `${commit}:${path}`]);
    if (committed?.equals(content)) return;
    const found = committed === undefined ? 'which has no such file' : 'which has another text';
    throw new VaultMeshError('policy', `${file} is not ${path} of the commit ${commit}, ${found}. ${remedy}`);
  }
  if (!isInCheckout) return;
  throw new VaultMeshError(
    'not-found',
    `The checkout of ${file} does not have the commit ${commit}. ${remedy}, or fetch it: git fetch origin ${commit}`,
  );
}

function localFolder(url: string): string[] {
  if (url.startsWith('file://')) return [fileURLToPath(url)];
  return /^[a-z]+:\/\//.test(url) ? [] : [url];
}
