import { expect, it } from '@jest/globals';

import { existingPaths } from '../../../../../../../core/remembrancer/covenant/rules/integrity/status/existing-paths.ts';
import { memoryTree } from '../../../../../../../core/remembrancer/covenant/index.ts';
import { pathsOf } from '../../../../../../../core/remembrancer/covenant/tree/tree-paths.ts';
import { processorTime } from '../processor-time.ts';

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
