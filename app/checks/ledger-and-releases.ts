import { VaultMeshError } from '../../core/common/error.ts';
import { type BranchReader, readBranch } from '../../core/github/read-branch.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { Inputs, Release } from '../../core/remembrancer/covenant/index.ts';
import { LEDGER } from '../../core/remembrancer/provision/index.ts';
import { everyItem } from '../github/every-item.ts';
import type { GitHubBlobs } from './github-blobs.ts';
import { githubTree, type TreeGetter } from './github-tree.ts';
import { treeLedger } from './tree-ledger.ts';

export interface ReleaseLister {
  readonly rest: {
    readonly repos: {
      readonly listReleases: (
        parameters: RepositoryName & { per_page: number; page: number },
      ) => Promise<{ data: { tag_name: string; draft: boolean; published_at: string | null }[] }>;
    };
  };
}

export type LedgerReader = BranchReader & TreeGetter & ReleaseLister;

/**
 * The ledger of a repository and, where it has one, its releases. A ledger that GitHub does not list whole is absent, and the
 * rules about it say that they cannot tell. Rejects as the client does.
 */
export async function ledgerAndReleases(
  client: LedgerReader,
  repository: RepositoryName,
  blobs: GitHubBlobs,
): Promise<Pick<Inputs, 'ledger' | 'releases' | 'ledgerNotHad'>> {
  const head = await readBranch(client, repository, LEDGER);
  if (head === undefined) return { ledger: 'none' };
  try {
    const tree = await githubTree(client, repository, head, blobs);
    return { ledger: treeLedger(tree), releases: await releasesOf(client, repository) };
  } catch (error) {
    if (!(error instanceof VaultMeshError) || error.code !== 'incomplete') throw error;
    return {
      ledgerNotHad: {
        message: 'The ledger has more files than GitHub lists at once.',
        remedy: 'Run actions/covenant in a workflow, which fetches the branch.',
      },
    };
  }
}

async function releasesOf(client: ReleaseLister, repository: RepositoryName): Promise<Release[]> {
  const { listReleases } = client.rest.repos;
  const releases: Release[] = [];
  for await (const release of everyItem((page) => listReleases({ ...repository, ...page }))) {
    const { tag_name: name, draft, published_at: at } = release;
    if (!draft && at) releases.push({ name, at });
  }
  return releases;
}
