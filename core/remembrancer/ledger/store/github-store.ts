import { toBase64 } from '../../../common/bytes.ts';
import { createBranch } from './github/create-branch.ts';
import { type GitHubClient, type RepositoryName, timed } from './github/github-client.ts';
import { githubFailure, isStaleHead } from './github/github-failure.ts';
import { patientClient } from './github/patient-client.ts';
import { readBlobs, readFolders, type Source } from './github/read-objects.ts';
import { checkedStore, checkPath } from './checked-store.ts';
import type { Change, LedgerStore } from './ledger-store.ts';

const CREATE_COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/**
 * A ledger branch on GitHub: read by one GraphQL query (REST for binary files), written by `createCommitOnBranch`,
 * whose `expectedHeadOid` is the compare-and-swap. The commits are signed by GitHub.
 */
export function githubStore(
  client: GitHubClient,
  repository: RepositoryName,
  branch = 'ledger',
): LedgerStore {
  const source: Source = { client: patientClient(client), repository, branch };
  checkPath(branch);
  return checkedStore({
    read: (paths, at) => readBlobs(source, paths, at),
    list: (folders, at) => readFolders(source, folders, at),
    commit: (expected, change) =>
      expected === undefined ? createBranch(source, change) : createCommit(source, expected, change),
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
