import { createHash } from 'node:crypto';
import { fromBase64, utf8 } from '../../../../common/bytes.ts';
import { VaultMeshError } from '../../../../common/error.ts';
import type { Snapshot } from '../ledger-store.ts';
import { type GitHubClient, type RepositoryName, timed } from './github-client.ts';
import { githubFailure } from './github-failure.ts';

interface GitObject {
  readonly oid?: string;
  readonly text?: string | null;
  readonly isTruncated?: boolean;
  readonly entries?: readonly { readonly name: string; readonly type: string }[];
}

interface Answer {
  readonly repository: Record<string, GitObject | null> & {
    readonly branch?: { readonly target: { readonly oid: string } } | null;
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
  { client, repository, branch }: Source,
  paths: readonly string[],
  selection: string,
  at?: string,
): Promise<{ head: string | undefined; objects: Map<string, GitObject> }> {
  const objects = new Map<string, GitObject>();
  let head = at;
  // Objects of a later query are read at the head that the first one saw.
  for (let start = 0; start === 0 || start < paths.length; start += OBJECTS_PER_QUERY) {
    const part = paths.slice(start, start + OBJECTS_PER_QUERY);
    const fields = part.map(
      (path, i) =>
        `o${i}: object(expression: ${JSON.stringify(`${head ?? branch}:${path}`)}) { ${selection} }`,
    );
    const query = `query ($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
    branch: ref(qualifiedName: ${JSON.stringify(`refs/heads/${branch}`)}) { target { oid } }
    ${fields.join('\n    ')}
  }
}`;
    const answer = await client
      .graphql<Answer>(query, { ...repository, ...timed() })
      .catch((error: unknown) => {
        throw githubFailure(error, `read the branch ${branch} of ${repository.owner}/${repository.repo}`);
      });
    head ??= answer.repository.branch?.target.oid;
    part.forEach((path, i) => {
      const object = answer.repository[`o${i}`];
      if (object) objects.set(path, object);
    });
    if (head === undefined) break;
  }
  return { head, objects };
}

async function readBinary({ client, repository }: Source, path: string, oid: string): Promise<Uint8Array> {
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
