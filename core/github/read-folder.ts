import { posix } from 'node:path';
import { fromBase64 } from '../common/bytes.ts';
import { VaultMeshError } from '../common/error.ts';
import type { FileReader } from './read-file.ts';
import { fullName, type RepositoryName } from './repository-name.ts';
import { found } from './status.ts';

export interface FolderReader extends FileReader {
  readonly rest: FileReader['rest'] & {
    readonly git: {
      readonly getTree: (
        parameters: RepositoryName & { tree_sha: string; recursive: '1' },
      ) => Promise<{ data: { tree: TreeEntry[]; truncated?: boolean } }>;
      readonly getBlob: (
        parameters: RepositoryName & { file_sha: string },
      ) => Promise<{ data: { content: string } }>;
    };
  };
}

interface TreeEntry {
  readonly path?: string;
  readonly mode?: string;
  readonly type?: string;
  readonly sha?: string | null;
  readonly size?: number;
}

/** A file, link or submodule below a folder, before its content is fetched. */
export interface FolderEntry {
  /** From the folder on. */
  readonly path: string;
  /** Six octal digits. */
  readonly mode: string;
  /** In bytes; 0 of a submodule. */
  readonly size: number;
  readonly content: () => Promise<Uint8Array>;
}

/**
 * What is below the folder `parent/name` at a commit, of the whole repository with the name `.`; `undefined` where there is no such
 * folder. Throws `usage` when more is in it than GitHub lists.
 */
export async function readFolder(
  client: FolderReader,
  repository: RepositoryName,
  [parent, name]: readonly [parent: string, name: string],
  commit: string,
): Promise<FolderEntry[] | undefined> {
  const tree = name === '.' ? commit : await treeOf();
  if (tree === undefined) return undefined;
  const { data } = await client.rest.git.getTree({ ...repository, tree_sha: tree, recursive: '1' });
  if (data.truncated === true) {
    const where = `${posix.join(parent, name)} of ${fullName(repository)}`;
    throw new VaultMeshError('usage', `The folder ${where} has more files than GitHub lists. Remove some.`);
  }
  return data.tree
    .filter(({ type }) => type !== 'tree')
    .map(({ path = '', mode = '', type, sha, size = 0 }) => ({
      path,
      mode,
      size,
      content: async () => {
        if (type !== 'blob' || typeof sha !== 'string') return new Uint8Array();
        const blob = await client.rest.git.getBlob({ ...repository, file_sha: sha });
        return fromBase64(blob.data.content.replace(/\s/g, '')) ?? new Uint8Array();
      },
    }));

  async function treeOf(): Promise<string | undefined> {
    const siblings = await found(client.rest.repos.getContent({ ...repository, path: parent, ref: commit }));
    return listed(siblings?.data).find((entry) => entry.name === name && entry.type === 'dir')?.sha;
  }
}

interface Listed {
  readonly name: string;
  readonly type: string;
  readonly sha: string;
}

/** The entries of a listing; none of a file's answer. */
const listed = (data: unknown): readonly Listed[] => (Array.isArray(data) ? (data as Listed[]) : []);
