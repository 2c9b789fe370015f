import { listTree } from '../git/list-tree.ts';
import { objectInfo } from '../git/object-info.ts';
import { readCommit } from '../git/read-commit.ts';
import { readObject } from '../git/read-object.ts';
import { readRef } from '../git/refs.ts';
import type { Hub } from '../hub.ts';
import { nodeId } from '../render/node-id.ts';
import { repositoryPage } from '../render/repository-urls.ts';
import type { Repository } from '../state/repository.ts';
import { pullRequestNodes } from './pull-request-nodes.ts';

/** GitHub cuts the text of larger blobs, in bytes. */
const MAX_TEXT = 512_000;

/** A node as graphql reads it: values, and functions for what takes work to know. */
type Node = Readonly<Record<string, unknown>>;

/** The GraphQL node of the git object that an expression names; `null` if there is none. Fields are read on demand. */
export async function objectNode(hub: Hub, repository: Repository, expression: string): Promise<Node | null> {
  const info = await objectInfo(repository.gitDirectory, expression);
  if (info === undefined) return null;
  const { oid, type } = info;
  switch (type) {
    case 'blob':
      return blobNode(repository, oid, info.size);
    case 'tree':
      return treeNode(hub, repository, oid);
    case 'commit':
      return commitNode(hub, repository, oid);
    case 'tag':
      return { __typename: 'Tag', id: nodeId('Tag', oid), oid };
  }
}

/** The node of a ref by its full name; `null` if there is none. */
export async function refNode(hub: Hub, repository: Repository, name: string) {
  const ref = await readRef(repository.gitDirectory, name);
  if (ref === undefined) return null;
  const [, prefix = '', short = ''] = /^(refs\/[^/]+\/)(.+)$/.exec(name) ?? [];
  return {
    id: nodeId('Ref', `${repository.id}:${name}`),
    name: short,
    prefix,
    target: () => objectNode(hub, repository, ref.oid),
    associatedPullRequests: (wanted: Parameters<typeof pullRequestNodes>[3]) =>
      pullRequestNodes(hub, repository, short, wanted),
  };
}

function blobNode(repository: Repository, oid: string, size: number) {
  const content = async (): Promise<Buffer> =>
    (await readObject(repository.gitDirectory, oid))?.content ?? Buffer.alloc(0);
  const isBinary = async (): Promise<boolean> => (await content()).subarray(0, 8000).includes(0);
  return {
    __typename: 'Blob',
    id: nodeId('Blob', oid),
    oid,
    byteSize: size,
    isBinary,
    isTruncated: size > MAX_TEXT,
    text: async () => ((await isBinary()) ? null : (await content()).toString('utf8', 0, MAX_TEXT)),
  };
}

function treeNode(hub: Hub, repository: Repository, oid: string) {
  return {
    __typename: 'Tree',
    id: nodeId('Tree', oid),
    oid,
    entries: () => entryNodes(hub, repository, oid),
  };
}

async function entryNodes(hub: Hub, repository: Repository, treeish: string): Promise<Node[]> {
  const entries = await listTree(repository.gitDirectory, treeish);
  return entries.map((entry) => ({
    name: entry.path.split('/').at(-1),
    path: entry.path,
    mode: Number.parseInt(entry.mode, 8),
    oid: entry.oid,
    type: entry.type,
    size: entry.size ?? 0,
    object: () => objectNode(hub, repository, entry.oid),
  }));
}

/** The node of a commit. */
export function commitNode(hub: Hub, repository: Repository, oid: string) {
  const commit = async () => {
    const found = await readCommit(repository.gitDirectory, oid);
    if (found === undefined) throw new Error(`Commit ${oid} is gone.`);
    return found;
  };
  return {
    __typename: 'Commit',
    id: nodeId('Commit', oid),
    oid,
    message: async () => (await commit()).message,
    messageHeadline: async () => (await commit()).message.split('\n')[0],
    committedDate: async () => (await commit()).committer.date,
    tree: async () => treeNode(hub, repository, (await commit()).tree),
    url: `${repositoryPage(hub, repository)}/commit/${oid}`,
    parents: async () => ({ totalCount: (await commit()).parents.length }),
    file: async ({ path }: { path: string }) => {
      const folder = path.split('/').slice(0, -1).join('/');
      const info = await objectInfo(repository.gitDirectory, `${oid}:${folder}`);
      if (info?.type !== 'tree') return null;
      const name = path.split('/').at(-1);
      const entries = await entryNodes(hub, repository, info.oid);
      const entry = entries.find((one) => one['name'] === name);
      return entry === undefined ? null : { ...entry, path };
    },
  };
}
