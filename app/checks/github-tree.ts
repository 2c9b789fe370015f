import { utf8 } from '../../core/common/bytes.ts';
import { compareTexts } from '../../core/common/compare-texts.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import type { Tree, TreeFile } from '../../core/remembrancer/covenant/index.ts';
import { kindOfMode } from '../../core/remembrancer/covenant/tree/kind-of-mode.ts';
import { pathText } from '../../core/remembrancer/covenant/tree/path-text.ts';
import type { GitHubBlobs } from './github-blobs.ts';

export interface TreeGetter {
  readonly rest: {
    readonly git: {
      readonly getTree: (
        parameters: RepositoryName & { tree_sha: string; recursive: '1' },
      ) => Promise<{ data: { tree: TreeEntry[]; truncated?: boolean } }>;
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

/**
 * The files of a commit, listed by one call; contents are read when a rule asks for them, by `blobs`, and not those of binaries that
 * `base` has too: each would be a call, and a repository of many images could never be looked at. Throws `incomplete` for
 * a tree that GitHub does not list whole: what was not seen is not held.
 */
export async function githubTree(
  client: TreeGetter,
  repository: RepositoryName,
  commit: string,
  blobs: GitHubBlobs,
  base?: Tree,
): Promise<Tree> {
  const { data } = await client.rest.git.getTree({ ...repository, tree_sha: commit, recursive: '1' });
  if (data.truncated === true) {
    throw new VaultMeshError(
      'incomplete',
      `The commit ${commit} of ${fullName(repository)} has more files than GitHub lists at once. Run actions/covenant in a workflow, which looks at the checkout.`,
    );
  }
  const before = new Set(base?.files.map(({ id }) => id));
  return {
    name: `commit ${commit}`,
    files: data.tree
      .filter(({ type }) => type !== 'tree')
      .map(fileOf)
      .sort((a, b) => compareTexts(a.path, b.path)),
    read: (files) => blobs.read(files),
    passedOver: async (files) => {
      const binaries = await blobs.binaries(files.filter(({ id }) => before.has(id)));
      return new Set(files.filter(({ id }) => binaries.has(id)));
    },
  };
}

const fileOf = ({ path = '', mode = '', sha, size = 0 }: TreeEntry): TreeFile => ({
  path: pathText(utf8(path)),
  kind: kindOfMode(mode),
  size,
  id: sha ?? '',
});
