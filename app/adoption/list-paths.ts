import { VaultMeshError } from '../../core/common/error.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';

export interface PathLister {
  readonly rest: {
    readonly git: {
      readonly getTree: (
        parameters: RepositoryName & { tree_sha: string; recursive: '1' },
      ) => Promise<{ data: { tree: { path?: string; type?: string }[]; truncated?: boolean } }>;
    };
  };
}

/** What stands at each path of a commit. */
export type Paths = ReadonlyMap<string, 'file' | 'folder'>;

/** Every path of a commit. Throws `policy` where there are more than GitHub lists: then nobody could tell what is there. */
export async function listPaths(
  client: PathLister,
  repository: RepositoryName,
  commit: string,
): Promise<Paths> {
  const { data } = await client.rest.git.getTree({ ...repository, tree_sha: commit, recursive: '1' });
  if (data.truncated === true) {
    throw new VaultMeshError(
      'policy',
      `${fullName(repository)} has more files than GitHub lists. Use the command line: npx vaultmesh spawn, and copy what is needed.`,
    );
  }
  return new Map(
    data.tree.map(({ path = '', type }) => [path, type === 'tree' ? ('folder' as const) : ('file' as const)]),
  );
}
