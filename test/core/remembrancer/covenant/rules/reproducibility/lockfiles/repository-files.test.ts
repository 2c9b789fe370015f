import { describe, expect, it } from '@jest/globals';

import { RepositoryFiles } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/repository-files.ts';
import { memoryTree } from '../../../../../../../core/remembrancer/covenant/tree/memory-tree.ts';
import type { Tree, TreeFile } from '../../../../../../../core/remembrancer/covenant/tree/tree.ts';
import { contextOfTree } from './context-of-tree.ts';

/** A tree of one byte in each file, of the kind that is said. */
function treeOf(kinds: Readonly<Record<string, TreeFile['kind']>>): Tree {
  const tree = memoryTree(Object.fromEntries(Object.keys(kinds).map((path) => [path, '1'])));
  return { ...tree, files: tree.files.map((file) => ({ ...file, kind: kinds[file.path] ?? 'file' })) };
}

const filesOf = (tree: Tree): RepositoryFiles => new RepositoryFiles(contextOfTree(tree));

describe('the files of a repository', () => {
  const repository = () =>
    filesOf(
      treeOf({
        README: 'file',
        'a/run': 'executable',
        'a/link': 'symlink',
        'a/b/c/deep': 'file',
        'modules/own': 'submodule',
      }),
    );

  it('are those that may be looked into', () => {
    const files = repository();
    expect([...files.paths]).toEqual(['README', 'a/b/c/deep', 'a/run']);
    expect(['a/run', 'a/link', 'modules/own', 'a/b'].map((path) => files.has(path))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('are in their folders', () => {
    const files = repository();
    expect([files.in(''), files.in('a'), files.in('a/b'), files.in('none')]).toEqual([
      ['README'],
      ['a/run'],
      [],
      [],
    ]);
  });

  it.each([
    ['a', true],
    ['a/b', true],
    ['a/b/c', true],
    ['a/b/c/deep', false],
    ['a/run', false],
    ['README', false],
    ['REA', false],
    ['a/b/', false],
    ['b', false],
    ['modules', true],
    ['modules/own', true],
  ])('say whether there is a folder %s: %s', (folder, expected) => {
    expect(repository().hasFolder(folder)).toBe(expected);
  });
});

describe('a file of a repository', () => {
  const repository = () => filesOf(memoryTree({ five: '[1,2]', bad: '[', 'a.toml': 'a = 1' }));

  it('is read up to a number of bytes', async () => {
    const files = repository();
    expect((await files.read('five', 5))?.text).toBe('[1,2]');
    await expect(files.read('five', 4)).rejects.toThrow(/^five has more than 4 bytes$/);
    expect(await files.read('none', 5)).toBeUndefined();
  });

  it('is parsed, or said not to be what its name says', async () => {
    const files = repository();
    expect([await files.json('five'), await files.toml('a.toml')]).toEqual([[1, 2], { a: 1 }]);
    expect([await files.json('none'), await files.toml('none')]).toEqual([undefined, undefined]);
    await expect(files.json('bad')).rejects.toMatchObject({
      path: 'bad',
      message: 'bad is not JSON that can be read: line 1: Unexpected end of JSON input',
    });
    await expect(filesOf(memoryTree({ bad: '[' })).toml('bad')).rejects.toThrow(
      /^bad is not TOML that can be read: line 1: incomplete key-value: cannot find end of key$/,
    );
  });

  it('is made once for all who ask, and fails for each', async () => {
    let times = 0;
    const make = () => ++times;
    const fresh = filesOf(memoryTree({ a: '' }));
    expect([await fresh.made('a', 9, make), await fresh.made('a', 9, make)]).toEqual([1, 1]);
    const failing = () => Promise.reject(new Error('no'));
    await expect(fresh.once(failing, 'key')).rejects.toThrow('no');
    await expect(fresh.once(failing, 'key')).rejects.toThrow('no');
  });

  it('is made of each path, and by each way, once', async () => {
    const files = filesOf(memoryTree({ a: 'file' }));
    let times = 0;
    const counted = (path: string) => Promise.resolve(`${path} ${++times}`);
    const other = (path: string, given: RepositoryFiles) => Promise.resolve([path, given === files]);
    for (let n = 0; n < 2; n++) {
      expect(await files.once(counted, 'a')).toBe('a 1');
      expect(await files.once(counted, 'b')).toBe('b 2');
      expect(await files.once(other, 'a')).toEqual(['a', true]);
      expect(await files.made('a', 9, ({ text }) => text)).toBe('file');
    }
  });

  it('that the tree does not have the bytes of cannot be read', async () => {
    const tree: Tree = {
      ...memoryTree({ a: 'b' }),
      read: (wanted) => Promise.resolve(wanted.map(() => undefined)),
    };
    await expect(filesOf(tree).read('a', 9)).rejects.toMatchObject({
      path: 'a',
      message: 'a cannot be read',
    });
  });
});
