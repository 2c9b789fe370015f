import { describe, expect, it } from '@jest/globals';

import { memoryTree, type Tree } from '../../../../../../../core/remembrancer/covenant/index.ts';
import { guardedPaths } from '../../../../../../../core/remembrancer/covenant/rules/proof-chain/guarded-paths.ts';
import { processorTime } from '../../integrity/processor-time.ts';
import { checkRule, type Contents } from '../check-rule.ts';
import { decisionText } from '../decision-texts.ts';

const KEPT = { 'docs/adr/0007-use-x.md': decisionText() };

describe('thousands of files that are gone', () => {
  const MANY = 10_000;
  const schemas = (folder: string, content: (n: number) => string): Contents =>
    Object.fromEntries(Array.from({ length: MANY }, (_, n) => [`${folder}/${n}.schema.json`, content(n)]));
  /** As the same files on disk, whose ids are other ones. */
  const onDisk = (files: Contents): Tree => {
    const tree = memoryTree(files);
    const byPath = new Map(tree.files.map((file) => [file.path, file]));
    return {
      ...tree,
      files: tree.files.map((file) => ({ ...file, id: file.path })),
      read: (wanted) => tree.read(wanted.map(({ path }) => byPath.get(path)!)),
    };
  };

  it.each([
    ['moved', String, String],
    ['replaced', (n: number) => `a${n}`.padEnd(9), (n: number) => `b${n}`.padEnd(9)],
  ])('and were %s take a moment', async (_, was, is) => {
    const time = await processorTime(() =>
      checkRule(guardedPaths, onDisk({ ...KEPT, ...schemas('b', is) }), { ...KEPT, ...schemas('a', was) }),
    );
    expect(time).toBeLessThan(5000);
  });
});
