import { toBase64 } from '../../core/common/bytes.ts';
import { fullName, type RepositoryName } from './repository-name.ts';

export interface BranchCommitter {
  readonly graphql: <Answer>(query: string, variables: Record<string, unknown>) => Promise<Answer>;
}

const MUTATION = `
  mutation ($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) { commit { oid } }
  }`;

/**
 * One commit of `files` upon `expectedHead`, by compare-and-swap: returns its id, or `undefined` when the branch
 * has moved. Other files of the branch stay as they are.
 */
export async function commitOnBranch(
  client: BranchCommitter,
  repository: RepositoryName,
  commit: {
    branch: string;
    expectedHead: string;
    message: string;
    files: ReadonlyMap<string, Uint8Array>;
  },
): Promise<string | undefined> {
  const input = {
    branch: { repositoryNameWithOwner: fullName(repository), branchName: commit.branch },
    expectedHeadOid: commit.expectedHead,
    message: { headline: commit.message },
    fileChanges: {
      additions: [...commit.files].map(([path, content]) => ({ path, contents: toBase64(content) })),
    },
  };
  try {
    const answer = await client.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(MUTATION, {
      input,
    });
    return answer.createCommitOnBranch.commit.oid;
  } catch (error) {
    if (isStale(error)) return undefined;
    throw error;
  }
}

/** GitHub answers 200 with an error of type STALE_DATA when the head is not the expected one. */
function isStale(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('errors' in error)) return false;
  return (
    Array.isArray(error.errors) &&
    error.errors.some((each: unknown) => {
      return typeof each === 'object' && each !== null && 'type' in each && each.type === 'STALE_DATA';
    })
  );
}
