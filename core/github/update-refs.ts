import type { BranchReader } from './read-branch.ts';
import { readBranch } from './read-branch.ts';
import type { RepositoryName } from './repository-name.ts';

export interface RefsUpdater extends BranchReader {
  graphql<T>(query: string, variables: Record<string, unknown>): Promise<T>;
}

/** A branch that is at the commit `before`, or is not there, and is to be at `after`. */
export interface BranchUpdate {
  readonly branch: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** How GraphQL says that a ref is not there. */
const NOWHERE = '0'.repeat(40);

const MUTATION = `mutation ($repositoryId: ID!, $refUpdates: [RefUpdate!]!) {
  updateRefs(input: { repositoryId: $repositoryId, refUpdates: $refUpdates }) { clientMutationId }
}`;

/**
 * Makes or moves branches, all of them or none, each only from where it was seen; none is moved back. False when
 * somebody else was faster. A lost answer counts as success when the branches are found where they should be.
 */
export async function updateRefs(
  client: RefsUpdater,
  repository: { readonly id: string; readonly name: RepositoryName },
  updates: readonly BranchUpdate[],
): Promise<boolean> {
  const refUpdates = updates.map(({ branch, before = NOWHERE, after }) => ({
    name: `refs/heads/${branch}`,
    beforeOid: before,
    afterOid: after,
  }));
  try {
    await client.graphql(MUTATION, { repositoryId: repository.id, refUpdates });
    return true;
  } catch (error) {
    const heads = await Promise.all(updates.map(({ branch }) => readBranch(client, repository.name, branch)));
    if (updates.every(({ after }, i) => heads[i] === after)) return true;
    if (updates.some(({ before }, i) => heads[i] !== before)) return false;
    throw error;
  }
}
