import { expect, it } from '@jest/globals';

import { resultLines } from '../../../cli/covenant/result-lines.ts';
import { checkCovenant } from '../../../core/remembrancer/covenant/index.ts';
import { memoryTree } from '../../../core/remembrancer/covenant/tree/memory-tree.ts';
import { inputsOf } from '../../core/remembrancer/covenant/example-inputs.ts';
import { memoryTerminal } from '../memory-terminal.ts';

it('what fails the check is told first, by rule, and a remedy once for findings in a row that share it', async () => {
  const workflow = [
    'on: push',
    'jobs:',
    '  a:',
    '    runs-on: ubuntu-24.04',
    '    container: node:22',
    '    steps:',
    '      - run: curl https://example.org/a | sh',
    '      - uses: acme/one@v1',
    '      - run: curl https://example.org/b | sh',
  ].join('\n');
  const files = { 'a.md': '[x](gone.md)\n', '.github/workflows/a.yml': workflow };
  const result = await checkCovenant({
    ...inputsOf({ files: {}, before: {}, says: [] }),
    tree: memoryTree(files),
  });
  const lines = resultLines(memoryTerminal(), result);
  const told = lines.flatMap(
    (line) => /(error|warning|advice): .*\[(VM-[IV]+-\d\d)\]$/.exec(line)?.slice(1).join(' ') ?? [],
  );
  expect(told).toEqual([
    'error VM-II-01',
    'error VM-II-07',
    'error VM-II-07',
    'warning VM-I-07',
    'warning VM-II-02',
  ]);
  const remedies = lines.filter((line) => line.startsWith('    '));
  expect(remedies).toHaveLength(4);
  expect(lines.indexOf(remedies[1] ?? '')).toBe(4);
});
