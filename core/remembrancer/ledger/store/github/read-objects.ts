import { createHash } from 'node:crypto';
import { fromBase64, utf8 } from '../../../../common/bytes.ts';
import { VaultMeshError } from '../../../../common/error.ts';
import type { Snapshot } from '../ledger-store.ts';
import type { RepositoryName } from '../../../../github/repository-name.ts';
import { type GitHubClient, timed } from './github-client.ts';
import { githubFailure } from './github-failure.ts';

interface GitObject {
  readonly oid?: string;
  readonly text?: string | null;
  readonly isTruncated?: boolean;
  readonly entries?: readonly { readonly name: string; readonly type: string }[];
}

/** A commit with its id, and under the aliases `f0`, `f1`, … what it has at the paths asked for. */
type CommitNode = { readonly oid: string } & Readonly<
  Partial<Record<`f${number}`, { readonly object: GitObject | null } | null>>
>;

interface Answer {
  readonly repository: {
    readonly ref?: { readonly target: CommitNode } | null;
    readonly object?: CommitNode | null;
  };
}

/** Objects in one query: far below what GitHub takes, and few enough to answer quickly. */
const OBJECTS_PER_QUERY = 100;
const BLOBS_AT_ONCE = 8;

/** Where to read: a repository, by a client, and the branch. */
export interface Source {
  readonly client: GitHubClient;
  readonly repository: RepositoryName;
  readonly branch: string;
}

/** The files `paths` at the commit `at`, or at the head of the branch. */
export async function readBlobs(source: Source, paths: readonly string[], at?: string): Promise<Snapshot> {
  const { head, objects } = await readObjects(source, paths, '... on Blob { oid text isTruncated }', at);
  const files = new Map<string, Uint8Array>();
  const binaries: { path: string; oid: string }[] = [];
  for (const [path, { oid, text, isTruncated }] of objects) {
    if (oid === undefined) continue;
    const content = typeof text === 'string' && isTruncated !== true ? utf8(text) : undefined;
    // GitHub gives no text for binaries, and may change what it takes for text of another encoding.
    if (content !== undefined && blobId(content) === oid) files.set(path, content);
    else binaries.push({ path, oid });
  }
  for (let i = 0; i < binaries.length; i += BLOBS_AT_ONCE) {
    await Promise.all(
      binaries.slice(i, i + BLOBS_AT_ONCE).map(async ({ path, oid }) => {
        files.set(path, await readBinary(source, path, oid));
      }),
    );
  }
  return { head, files };
}

/** The names of the files in `folders` at the commit `at`. */
export async function readFolders(
  source: Source,
  folders: readonly string[],
  at: string,
): Promise<Map<string, string[]>> {
  const { objects } = await readObjects(source, folders, '... on Tree { entries { name type } }', at);
  return new Map(
    folders.map((folder) => {
      const files = (objects.get(folder)?.entries ?? []).filter(({ type }) => type === 'blob');
      return [folder, files.map(({ name }) => name)];
    }),
  );
}

async function readObjects(
  source: Source,
  paths: readonly string[],
  selection: string,
  at?: string,
): Promise<{ head: string | undefined; objects: Map<string, GitObject> }> {
  const objects = new Map<string, GitObject>();
  let head = at;
  // Files of a later query are read at the commit that the first one saw.
  for (let start = 0; start === 0 || start < paths.length; start += OBJECTS_PER_QUERY) {
    const part = paths.slice(start, start + OBJECTS_PER_QUERY);
    const commit = await readCommit(source, part, selection, head);
    if (commit === undefined) break;
    head = commit.oid;
    part.forEach((path, i) => {
      const object = commit[`f${i}`]?.object;
      if (object) objects.set(path, object);
    });
  }
  return { head, objects };
}

/**
 * One query. The files hang on the commit, not on the branch: files of two commits, mixed because the branch moved
 * under the query, must never come together with the newer head.
 */
async function readCommit(
  { client, repository, branch }: Source,
  paths: readonly string[],
  selection: string,
  at: string | undefined,
): Promise<CommitNode | undefined> {
  const files = paths.map(
    (path, i) => `f${i}: file(path: ${JSON.stringify(path)}) { object { ${selection} } }`,
  );
  const commit = `{ oid ... on Commit { __typename ${files.join(' ')} } }`;
  const start =
    at === undefined
      ? `ref(qualifiedName: ${JSON.stringify(`refs/heads/${branch}`)}) { target ${commit} }`
      : `object(oid: ${JSON.stringify(at)}) ${commit}`;
  const query = `query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${start} } }`;
  try {
    const { repository: found } = await client.graphql<Answer>(query, { ...repository, ...timed() });
    return (at === undefined ? found.ref?.target : found.object) ?? undefined;
  } catch (error) {
    throw githubFailure(error, `read the branch ${branch} of ${repository.owner}/${repository.repo}`);
  }
}

/** A file by the id of its blob, over REST. */
export async function readBinary(
  { client, repository }: Source,
  path: string,
  oid: string,
): Promise<Uint8Array> {
  const { data } = await client
    .request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', { ...repository, file_sha: oid, ...timed() })
    .catch((error: unknown) => {
      throw githubFailure(error, `read ${path}`);
    });
  const { content } = data as { content?: unknown };
  const bytes = typeof content === 'string' ? fromBase64(content.replaceAll('\n', '')) : undefined;
  if (bytes === undefined || blobId(bytes) !== oid) {
    throw new VaultMeshError('network', `GitHub gave a blob of ${path} that is not the object ${oid}.`);
  }
  return bytes;
}

/** The id that git gives to a blob of `content`. */
const blobId = (content: Uint8Array): string =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
