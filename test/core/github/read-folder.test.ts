import { describe, expect, it } from '@jest/globals';
import { readFolder } from '../../../core/github/read-folder.ts';

const NAME = { owner: 'acme', repo: 'app' };

/** A repository whose root has the folder `docs`, with trees by their ids. */
const github = (trees: Readonly<Record<string, readonly string[]>>, truncated = false) => ({
  rest: {
    repos: {
      getContent: () => Promise.resolve({ data: [{ name: 'docs', type: 'dir', sha: 'docs' }] }),
    },
    git: {
      getTree: ({ tree_sha: id }: { tree_sha: string }) => {
        const files = (trees[id] ?? []).map((path) => ({ path, mode: '100644', type: 'blob', sha: path }));
        return Promise.resolve({
          data: { tree: [...files, { path: 'x', mode: '040000', type: 'tree' }], truncated },
        });
      },
      getBlob: ({ file_sha }: { file_sha: string }) =>
        Promise.resolve({ data: { content: Buffer.from(`of ${file_sha}`).toString('base64') } }),
    },
  },
});

describe('what is below a folder', () => {
  const trees = { docs: ['a.md'], commit: ['README.md', 'docs/a.md'] };

  it.each([
    ['is what its tree has', ['', 'docs'], ['a.md']],
    ['is everything, of the root', ['', '.'], ['README.md', 'docs/a.md']],
  ] as const)('%s', async (_, [parent, name], paths) => {
    const entries = (await readFolder(github(trees), NAME, [parent, name], 'commit')) ?? [];
    expect(entries.map(({ path }) => path)).toEqual(paths);
    expect(Buffer.from((await entries[0]?.content()) ?? []).toString()).toBe(`of ${paths[0]}`);
  });

  it('is nothing where there is no such folder, and refused where GitHub does not list all of it', async () => {
    expect(await readFolder(github(trees), NAME, ['', 'src'], 'commit')).toBeUndefined();
    await expect(readFolder(github(trees, true), NAME, ['', '.'], 'commit')).rejects.toMatchObject({
      code: 'usage',
    });
  });
});
