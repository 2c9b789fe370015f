import { fromBase64 } from '../../../../common/bytes.ts';
import type { Snapshot } from '../ledger-store.ts';
import { timed } from './github-client.ts';
import { githubFailure } from './github-failure.ts';
import { readBinary, type Source } from './read-objects.ts';

const REQUESTS_AT_ONCE = 8;

/** What the contents API says of a path: a file, or the list of a folder. */
type Content = { readonly type: string; readonly sha: string; readonly content?: string };
type Listing = readonly { readonly type: string; readonly name: string }[];

/** `readBlobs` over REST, one request a file, for a GitHub without GraphQL. */
export async function readBlobsByRest(
  source: Source,
  paths: readonly string[],
  at?: string,
): Promise<Snapshot> {
  const head = at ?? (await readHead(source));
  const files = new Map<string, Uint8Array>();
  if (head === undefined) return { head, files };
  const isMerge = at === undefined && (await isMergeCommit(source, head));
  await forEach(paths, async (path) => {
    const found = (await readContent(source, path, head)) as Content | Listing | undefined;
    if (found === undefined || !('sha' in found) || found.type !== 'file') return;
    const inline = fromBase64((found.content ?? '').replaceAll('\n', ''));
    // Above a megabyte the content is not in the answer.
    const isWhole = inline !== undefined && inline.length > 0;
    files.set(path, isWhole ? inline : await readBinary(source, path, found.sha));
  });
  return { head, files, ...(isMerge && { isMerge }) };
}

/** `readFolders` over REST. */
export async function readFoldersByRest(
  source: Source,
  folders: readonly string[],
  at: string,
): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>(folders.map((folder) => [folder, []]));
  await forEach(folders, async (folder) => {
    const found = (await readContent(source, folder, at)) as Content | Listing | undefined;
    if (found === undefined || 'sha' in found) return;
    const files = found.filter(({ type }) => type === 'file');
    names.set(
      folder,
      files.map(({ name }) => name),
    );
  });
  return names;
}

/** The head of the branch, or `undefined` when it is not there; `not-found` when the repository is not. */
async function readHead({ client, repository, branch }: Source): Promise<string | undefined> {
  try {
    // The list of matching references is empty where the reference alone would be a 404, as a missing repository is.
    const { data } = await client.request('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', {
      ...repository,
      ref: `heads/${branch}`,
      ...timed(),
    });
    const refs = data as readonly { readonly ref: string; readonly object: { readonly sha: string } }[];
    return refs.find(({ ref }) => ref === `refs/heads/${branch}`)?.object.sha;
  } catch (error) {
    throw githubFailure(error, `read the branch ${branch} of ${repository.owner}/${repository.repo}`);
  }
}

async function isMergeCommit({ client, repository }: Source, head: string): Promise<boolean> {
  try {
    const route = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}';
    const { data } = await client.request(route, { ...repository, commit_sha: head, ...timed() });
    return (data as { parents: readonly unknown[] }).parents.length > 1;
  } catch (error) {
    throw githubFailure(error, `read the commit ${head} of ${repository.owner}/${repository.repo}`);
  }
}

async function readContent({ client, repository }: Source, path: string, ref: string): Promise<unknown> {
  try {
    const route = 'GET /repos/{owner}/{repo}/contents/{path}';
    return (await client.request(route, { ...repository, path, ref, ...timed() })).data;
  } catch (error) {
    const failure = githubFailure(error, `read ${path}`);
    if (failure.code === 'not-found') return undefined;
    throw failure;
  }
}

async function forEach<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < items.length; i += REQUESTS_AT_ONCE) {
    await Promise.all(items.slice(i, i + REQUESTS_AT_ONCE).map(work));
  }
}
