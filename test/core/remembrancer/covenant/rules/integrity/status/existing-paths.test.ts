import { expect, it } from '@jest/globals';

import { existingPaths } from '../../../../../../../core/remembrancer/covenant/rules/integrity/status/existing-paths.ts';
import { memoryTree } from '../../../../../../../core/remembrancer/covenant/index.ts';
import { pathsOf } from '../../../../../../../core/remembrancer/covenant/tree/tree-paths.ts';
import { processorTime } from '../processor-time.ts';

it('200 globs of a document are looked for, and what was found of them is kept', () => {
  const existing = existingPaths(pathsOf(memoryTree({ 'docs/a.md': '' })), 'docs/a.md');
  const answers = Array.from({ length: 201 }, (_, n) => existing('*'.repeat(n + 1)));
  expect(answers.slice(0, 200)).toEqual(Array(200).fill('there'));
  expect(answers[200]).toBe('too many');
  expect(existing('*')).toBe('there');
  expect(existing('a.md')).toBe('there');
  expect(existing('gone')).toBe('missing');
});

it('a path may begin at the root, in whichever folder the document is', () => {
  const existing = existingPaths(pathsOf(memoryTree({ 'docs/a.md': '', 'test/b.ts': '' })), 'docs/a.md');
  expect(['/test/b.ts', '/test/*.ts', '/test/…', '/a.md'].map(existing)).toEqual([
    'there',
    'there',
    'there',
    'there',
  ]);
  expect(existing('/test/c.ts')).toBe('missing');
});

it('the globs of all documents together are held against three million paths and no more', () => {
  const tree = memoryTree({});
  const files = Array.from({ length: 30_000 }, (_, n) => ({
    ...{ path: `a${n}`, kind: 'file' as const, size: 0, id: '' },
  }));
  const paths = pathsOf({ ...tree, files });
  const answers = Array.from({ length: 102 }, (_, n) =>
    existingPaths(paths, `docs/${n}.md`)('*'.repeat(n + 1)),
  );
  expect(answers.slice(0, 101)).toEqual(Array(101).fill('there'));
  expect(answers[101]).toBe('too many');
});

it('the patterns of thousands of documents take a moment', async () => {
  const MANY = 3000;
  const names = Array.from({ length: MANY }, (_, n) => `docs/${n}.md`);
  const paths = pathsOf(memoryTree(Object.fromEntries(names.map((name) => [name, '']))));
  const answers = new Set<string>();
  const time = await processorTime(() => {
    for (const name of names) {
      const existing = existingPaths(paths, name);
      for (let n = 0; n < 100; n++) answers.add(existing(`*/${name}/${n}*`));
    }
    return Promise.resolve();
  });
  expect(answers).toEqual(new Set(['missing', 'too many']));
  expect(time).toBeLessThan(15_000);
});
