import { expect, it } from '@jest/globals';

import { inBatches } from '../../../../../core/remembrancer/covenant/tree/in-batches.ts';
import { memoryTree } from '../../../../../core/remembrancer/covenant/tree/memory-tree.ts';
import type { Tree } from '../../../../../core/remembrancer/covenant/tree/tree.ts';

const KIB = 1024;

/** Five files, each as large as a batch; notes which are asked for. */
function largeFiles(): { tree: Tree; asked: string[] } {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const tree = memoryTree(Object.fromEntries(names.map((name) => [name, name.repeat(256 * KIB)])));
  const asked: string[] = [];
  const read: Tree['read'] = (files) => {
    asked.push(files.map(({ path }) => path).join());
    return tree.read(files);
  };
  return { tree: { ...tree, read }, asked };
}

it('gives each file with its bytes, in their order', async () => {
  const { tree } = largeFiles();
  const given: string[] = [];
  for await (const [{ path }, bytes] of inBatches(tree, tree.files))
    given.push(`${path}:${Buffer.from(bytes ?? []).toString('latin1', 0, 2)}`);
  expect(given).toEqual(['a:aa', 'b:bb', 'c:cc', 'd:dd', 'e:ee']);
});

it('asks for one batch ahead of what is looked at, and for no more', async () => {
  const { tree, asked } = largeFiles();
  const underWay: string[] = [];
  for await (const [{ path }] of inBatches(tree, tree.files)) underWay.push(`${path} of ${asked.join('')}`);
  expect(underWay).toEqual(['a of ab', 'b of abc', 'c of abcd', 'd of abcde', 'e of abcde']);
});

it('asks for small files together, and for nothing where there are none', async () => {
  const { tree, asked } = largeFiles();
  const small = tree.files.map((file) => ({ ...file, size: 1 }));
  for await (const [{ size }] of inBatches(tree, small)) expect([size, ...asked]).toEqual([1, 'a,b,c,d,e']);
  expect(await inBatches(tree, []).next()).toEqual({ done: true, value: undefined });
  expect(asked).toHaveLength(1);
});
