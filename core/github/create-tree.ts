import { isUtf8 } from 'node:buffer';
import { fromUtf8, toBase64 } from '../common/bytes.ts';
import type { RepositoryName } from './repository-name.ts';

export interface TreeCreator {
  readonly rest: {
    readonly git: {
      readonly createTree: (
        parameters: RepositoryName & { tree: TreeItem[]; base_tree?: string },
      ) => Promise<{ data: { sha: string } }>;
      readonly createBlob: (
        parameters: RepositoryName & { content: string; encoding: 'base64' },
      ) => Promise<{ data: { sha: string } }>;
    };
  };
}

interface TreeItem {
  path: string;
  mode: FileMode;
  type: 'blob';
  content?: string;
  sha?: string;
}

type FileMode = '100644' | '100755';

export interface File {
  readonly path: string;
  readonly mode: FileMode;
  readonly content: Uint8Array;
}

/**
 * The id of a tree with `files`: alone, or upon the tree of the commit `onto`. One request when all files are
 * text, which the trees API takes as it is; each other file costs one for its blob.
 */
export async function createTree(
  client: TreeCreator,
  repository: RepositoryName,
  files: readonly File[],
  onto?: string,
): Promise<string> {
  const tree: TreeItem[] = [];
  for (const { path, mode, content } of files) {
    const held = isUtf8(content)
      ? { content: fromUtf8(content) }
      : { sha: await createBlob(client, repository, content) };
    tree.push({ path, mode, type: 'blob', ...held });
  }
  const base = onto === undefined ? {} : { base_tree: onto };
  const answer = await client.rest.git.createTree({ ...repository, tree, ...base });
  return answer.data.sha;
}

async function createBlob(
  client: TreeCreator,
  repository: RepositoryName,
  content: Uint8Array,
): Promise<string> {
  const answer = await client.rest.git.createBlob({
    ...repository,
    content: toBase64(content),
    encoding: 'base64',
  });
  return answer.data.sha;
}
