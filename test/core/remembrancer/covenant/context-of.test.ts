import { describe, expect, it } from '@jest/globals';

import type { CovenantContext } from '../../../../core/remembrancer/covenant/covenant-context.ts';
import { memoryTree } from '../../../../core/remembrancer/covenant/tree/memory-tree.ts';
import type { Tree } from '../../../../core/remembrancer/covenant/tree/tree.ts';
import { contextWith } from './context-with.ts';

/** A tree that tells what was read of it. */
function watched(files: Record<string, string>): { tree: Tree; reads: string[] } {
  const reads: string[] = [];
  const tree = memoryTree(files);
  return {
    reads,
    tree: {
      ...tree,
      read: (wanted) => {
        reads.push(...wanted.map(({ path }) => path));
        return tree.read(wanted);
      },
    },
  };
}

async function textsOf({ each, tree }: CovenantContext): Promise<Record<string, string | undefined>> {
  const texts: Record<string, string | undefined> = {};
  for await (const [{ path }, text] of each(tree.files)) texts[path] = text?.text;
  return texts;
}

describe('files that are looked at one after the other', () => {
  it('come with their texts in the order of the tree, and are not read again', async () => {
    const files = { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three' };
    const { tree, reads } = watched(files);
    const context = contextWith({ tree });
    expect((await context.file('b.txt'))?.text).toBe('two');
    expect(await textsOf(context)).toEqual(files);
    expect(await textsOf(context)).toEqual(files);
    expect((await context.filesWhere(() => true)).map(({ text }) => text)).toEqual(Object.values(files));
    expect(reads.sort()).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });

  it('are let go where they are large, and read again for who asks again', async () => {
    const { tree, reads } = watched({ 'large.txt': 'x'.repeat(600 * 1024) });
    const context = contextWith({ tree });
    await textsOf(context);
    await textsOf(context);
    expect(reads).toEqual(['large.txt', 'large.txt']);
  });

  it('have no text where they cannot be had', async () => {
    const { tree } = watched({ 'a.txt': 'one' });
    const context = contextWith({
      tree: { ...tree, read: (files) => Promise.resolve(files.map(() => undefined)) },
    });
    expect(await textsOf(context)).toEqual({ 'a.txt': undefined });
  });
});
