import { toBase64 } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import type { RepositoryName } from '../../../github/repository-name.ts';
import type { Alongside } from './github/alongside.ts';
import { createBranch } from './github/create-branch.ts';
import { type GitHubClient, timed } from './github/github-client.ts';
import { githubFailure, isStaleHead } from './github/github-failure.ts';
import { isGraphqlMissing } from './github/missing-graphql.ts';
import { patientClient } from './github/patient-client.ts';
import { readBlobs, readFolders, type Source } from './github/read-objects.ts';
import { commitByRest } from './github/rest-commit.ts';
import { readBlobsByRest, readFoldersByRest } from './github/rest-objects.ts';
import { checkedStore, checkPath } from './checked-store.ts';
import type { Change, LedgerStore } from './ledger-store.ts';

const createCommitMutation = (alongside: Alongside | undefined): string =>
  `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid ${alongside ? `repository { ${alongside.selection} }` : ''} } }
}`;

interface CreatedCommit {
  readonly createCommitOnBranch: {
    readonly commit: { readonly oid: string; readonly repository?: unknown } | null;
  } | null;
}

/**
 * A ledger branch on GitHub: read by one GraphQL query (REST for binary files), written by `createCommitOnBranch`,
 * whose `expectedHeadOid` is the compare-and-swap. The commits are signed by GitHub. Where GraphQL or that mutation is
 * missing, REST does it in more requests. `alongside` is asked with each commit.
 */
export function githubStore(
  client: GitHubClient,
  repository: RepositoryName,
  branch = 'ledger',
  alongside?: Alongside,
): LedgerStore {
  const source: Source = { client: patientClient(client), repository, branch };
  checkPath(branch);
  let byRest = false;
  /** What GraphQL gives, or REST once GraphQL was found to be missing. */
  const either = async <T>(graphql: () => Promise<T>, rest: () => Promise<T>): Promise<T> => {
    if (byRest) return rest();
    try {
      return await graphql();
    } catch (error) {
      if (!(error instanceof VaultMeshError) || !isGraphqlMissing(error.cause)) throw error;
      byRest = true;
      return rest();
    }
  };
  return checkedStore({
    read: (paths, at) =>
      either(
        () => readBlobs(source, paths, at),
        () => readBlobsByRest(source, paths, at),
      ),
    list: (folders, at) =>
      either(
        () => readFolders(source, folders, at),
        () => readFoldersByRest(source, folders, at),
      ),
    commit: (expected, change) =>
      expected === undefined
        ? createBranch(source, change)
        : either(
            () => createCommit(source, expected, change, alongside),
            () => commitByRest(source, expected, change),
          ),
    close: () => Promise.resolve(),
  });
}

async function createCommit(
  { client, repository: { owner, repo }, branch }: Source,
  expected: string,
  { message, additions, deletions }: Change,
  alongside: Alongside | undefined,
): Promise<string | undefined> {
  const input = {
    branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: branch },
    expectedHeadOid: expected,
    message: { headline: message },
    fileChanges: {
      additions: [...additions].map(([path, content]) => ({ path, contents: toBase64(content) })),
      deletions: deletions.map((path) => ({ path })),
    },
  };
  try {
    const mutation = createCommitMutation(alongside);
    const answer = await client.graphql<CreatedCommit>(mutation, { input, ...timed() });
    const commit = answer.createCommitOnBranch?.commit;
    if (!commit) throw new Error('GitHub answered without a commit');
    alongside?.take(commit.repository);
    return commit.oid;
  } catch (error) {
    // The commit stands, whatever is wrong with what was asked alongside.
    const made = (error as { data?: CreatedCommit | null }).data?.createCommitOnBranch?.commit?.oid;
    if (made !== undefined) {
      alongside?.take(undefined);
      return made;
    }
    if (isStaleHead(error)) return undefined;
    throw githubFailure(error, `write to the branch ${branch} of ${owner}/${repo}`);
  }
}
