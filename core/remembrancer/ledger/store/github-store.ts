import { toBase64 } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import type { RepositoryName } from '../../../github/repository-name.ts';
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

const CREATE_COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/**
 * A ledger branch on GitHub: read by one GraphQL query (REST for binary files), written by `createCommitOnBranch`,
 * whose `expectedHeadOid` is the compare-and-swap. The commits are signed by GitHub. Where GraphQL or that mutation is
 * missing, REST does it in more requests.
 */
export function githubStore(
  client: GitHubClient,
  repository: RepositoryName,
  branch = 'ledger',
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
            () => createCommit(source, expected, change),
            () => commitByRest(source, expected, change),
          ),
    close: () => Promise.resolve(),
  });
}

async function createCommit(
  { client, repository: { owner, repo }, branch }: Source,
  expected: string,
  { message, additions, deletions }: Change,
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
    const answer = await client.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(
      CREATE_COMMIT,
      {
        input,
        ...timed(),
      },
    );
    return answer.createCommitOnBranch.commit.oid;
  } catch (error) {
    if (isStaleHead(error)) return undefined;
    throw githubFailure(error, `write to the branch ${branch} of ${owner}/${repo}`);
  }
}
