import { beforeEach, describe, expect, it } from '@jest/globals';
import { commitService, type ServiceCommitter } from '../../../app/spawn/commit-service.ts';
import { withTrailer } from '../../../app/spawn/request-key.ts';
import { utf8 } from '../../../core/common/bytes.ts';
import { TEMPLATE_BRANCH, treeId, type TreeFile } from '../../../core/spawn/index.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const files: TreeFile[] = [
  { path: 'bin/run', mode: '100755', content: utf8('#!/bin/sh\n') },
  { path: 'logo.png', mode: '100644', content: Uint8Array.of(0x89, 0xff, 0) },
];
const repository = {
  id: 'R_1',
  name: { owner: 'acme', repo: 'my-service' },
  defaultBranch: 'main',
  description: '',
  url: '',
  visibility: 'private' as const,
};
const order = { key: KEY, files, message: 'feat: spawn my-service' };

interface ListedCommit {
  sha: string;
  commit: { message: string; tree: { sha: string } };
  parents: unknown[];
}

/** The repository on a GitHub that may answer with another tree, or move the branch just before ours. */
function github(commits: ListedCommit[], options: { tree?: string; moved?: boolean; late?: number } = {}) {
  const calls: string[] = [];
  let looks = 0;
  const conflict = (status: number) => Promise.reject(Object.assign(new Error('refused'), { status }));
  const client: ServiceCommitter = {
    rest: {
      repos: {
        listCommits: () =>
          looks++ < (options.late ?? 0) ? conflict(409) : Promise.resolve({ data: commits }),
      },
      git: {
        getRef: () => Promise.resolve({ data: { object: { sha: options.moved ? 'theirs' : 'ours' } } }),
        createBlob: () => Promise.resolve({ data: { sha: 'blob' } }),
        createTree: ({ tree, base_tree }) => {
          calls.push(
            `tree of ${tree.map(({ path, mode }) => `${mode} ${path}`).join(', ')} on ${base_tree ?? 'nothing'}`,
          );
          return Promise.resolve({ data: { sha: options.tree ?? treeId(files) } });
        },
        createCommit: ({ parents, message }) => {
          calls.push(`commit on ${parents.join()} ${message.includes(KEY) ? 'with the key' : ''}`);
          return Promise.resolve({ data: { sha: 'ours' } });
        },
      },
    },
    graphql: <T>(_query: string, variables: Record<string, unknown>) => {
      calls.push(`move ${JSON.stringify(variables)}`);
      return options.moved ? conflict(422) : Promise.resolve({} as T);
    },
  };
  return { client, calls };
}

let first: ListedCommit;
beforeEach(() => {
  first = { sha: 'first', commit: { message: 'Initial commit', tree: { sha: 't' } }, parents: [] };
});

describe('the one commit of a new service', () => {
  it('replaces what GitHub put there, with file modes, upon the first commit', async () => {
    const { client, calls } = github([first]);
    expect(await commitService(client, repository, order)).toEqual({
      id: 'ours',
      tree: treeId(files),
      isEarlier: false,
    });
    expect(calls).toEqual([
      'tree of 100755 bin/run, 100644 logo.png on nothing',
      'commit on first with the key',
      `move ${JSON.stringify({
        repositoryId: 'R_1',
        refUpdates: [
          { name: 'refs/heads/main', beforeOid: 'first', afterOid: 'ours' },
          { name: `refs/heads/${TEMPLATE_BRANCH}`, beforeOid: '0'.repeat(40), afterOid: 'ours' },
        ],
      })}`,
    ]);
  });

  it('waits for a repository that GitHub is still setting up', async () => {
    const { client } = github([first], { late: 1 });
    expect(await commitService(client, repository, order)).toMatchObject({ id: 'ours' });
  });

  it('is found again by its trailer, below later commits, and not made twice', async () => {
    const earlier = {
      sha: 'earlier',
      commit: { message: withTrailer('feat: spawn my-service', KEY), tree: { sha: 'tree' } },
      parents: [{}],
    };
    const later = { sha: 'later', commit: { message: 'fix: x', tree: { sha: 'u' } }, parents: [{}] };
    const copied = { ...earlier, sha: 'copied' };
    const { client, calls } = github([copied, later, earlier, first]);
    expect(await commitService(client, repository, order)).toEqual({
      id: 'earlier',
      tree: 'tree',
      isEarlier: true,
    });
    expect(calls).toEqual([]);
  });
});

describe('the commits of others', () => {
  it('are never built upon or replaced', async () => {
    const theirs = { sha: 'theirs', commit: { message: 'mine', tree: { sha: 'u' } }, parents: [{}] };
    const { client, calls } = github([theirs, first]);
    await expect(commitService(client, repository, order)).rejects.toMatchObject({ code: 'conflict' });
    expect(calls).toEqual([]);
  });

  it('win when they come just before ours', async () => {
    const { client } = github([first], { moved: true });
    await expect(commitService(client, repository, order)).rejects.toMatchObject({ code: 'conflict' });
  });
});

it('does not go on when GitHub made another tree of the files', async () => {
  const { client, calls } = github([first], { tree: 'f'.repeat(40) });
  await expect(commitService(client, repository, order)).rejects.toThrow(/GitHub made tree f{40}/);
  expect(calls).toHaveLength(1);
});
