import { fromUtf8 } from '../../../../common/bytes.ts';
import type { Change } from '../ledger-store.ts';
import { timed } from './github-client.ts';
import { githubFailure } from './github-failure.ts';
import type { Source } from './read-objects.ts';

/**
 * Makes the branch with a first commit without parents, by the REST git data API: `createCommitOnBranch` needs a branch.
 * The files must be text. Gives the commit, or `undefined` when the branch exists.
 */
export async function createBranch(
  { client, repository, branch }: Source,
  { message, additions }: Change,
): Promise<string | undefined> {
  const post = async (resource: string, parameters: Record<string, unknown>): Promise<string> => {
    const { data } = await client.request(`POST /repos/{owner}/{repo}/git/${resource}`, {
      ...repository,
      ...parameters,
      ...timed(),
    });
    return (data as { sha: string }).sha;
  };
  try {
    const tree = await post('trees', {
      tree: [...additions].map(([path, content]) => ({
        path,
        mode: '100644',
        type: 'blob',
        content: fromUtf8(content),
      })),
    });
    const commit = await post('commits', { message, tree, parents: [] });
    await post('refs', { ref: `refs/heads/${branch}`, sha: commit });
    return commit;
  } catch (error) {
    if (isTaken(error)) return undefined;
    throw githubFailure(error, `make the branch ${branch} of ${repository.owner}/${repository.repo}`);
  }
}

/** Whether the branch was there already: GitHub answers 422 "Reference already exists". */
function isTaken(error: unknown): boolean {
  const { status, message } = error as { status?: unknown; message?: unknown };
  return status === 422 && typeof message === 'string' && message.includes('Reference already exists');
}
