import { toBase64 } from '../../../../common/bytes.ts';
import type { Change } from '../ledger-store.ts';
import { timed } from './github-client.ts';
import { githubFailure } from './github-failure.ts';
import type { Source } from './read-objects.ts';

/**
 * A commit upon `expected` by the REST git data API, for a GitHub without `createCommitOnBranch`. The compare-and-swap
 * is the move of the branch without force: a commit whose only parent is not the head is no fast-forward.
 */
export async function commitByRest(
  { client, repository, branch }: Source,
  expected: string,
  { message, additions, deletions }: Change,
): Promise<string | undefined> {
  const ask = async (route: string, parameters: Record<string, unknown>): Promise<{ sha: string }> => {
    const { data } = await client.request(route, { ...repository, ...parameters, ...timed() });
    return data as { sha: string };
  };
  const blob = { mode: '100644', type: 'blob' };
  try {
    const tree = [];
    for (const [path, bytes] of additions) {
      const text = textOf(bytes);
      if (text !== undefined) {
        tree.push({ path, ...blob, content: text });
      } else {
        const content = { content: toBase64(bytes), encoding: 'base64' };
        const { sha } = await ask('POST /repos/{owner}/{repo}/git/blobs', content);
        tree.push({ path, ...blob, sha });
      }
    }
    for (const path of deletions) tree.push({ path, ...blob, sha: null });
    const parent = await client.request('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
      ...repository,
      commit_sha: expected,
      ...timed(),
    });
    const base = (parent.data as { tree: { sha: string } }).tree.sha;
    const { sha: treeId } = await ask('POST /repos/{owner}/{repo}/git/trees', { base_tree: base, tree });
    const commit = { message, tree: treeId, parents: [expected] };
    const { sha } = await ask('POST /repos/{owner}/{repo}/git/commits', commit);
    const move = { ref: `heads/${branch}`, sha, force: false };
    await ask('PATCH /repos/{owner}/{repo}/git/refs/{ref}', move);
    return sha;
  } catch (error) {
    if (isNoFastForward(error)) return undefined;
    throw githubFailure(error, `write to the branch ${branch} of ${repository.owner}/${repository.repo}`);
  }
}

/** The text of UTF-8 bytes that a JSON answer carries as it is; binary files go as blobs. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return bytes.includes(0)
      ? undefined
      : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** GitHub answers 422 "Update is not a fast forward" when the branch has another head. */
function isNoFastForward(error: unknown): boolean {
  const { status, message } = error as { status?: unknown; message?: unknown };
  return status === 422 && typeof message === 'string' && /not a fast.forward/iu.test(message);
}
