import { expect, it } from '@jest/globals';

import type { Finding } from '../../../../../core/remembrancer/covenant/covenant-result.ts';
import { fixesByPath } from '../../../../../core/remembrancer/covenant/index.ts';
import { sampleFinding } from '../report/sample-result.ts';

const fixing = (path: string, start: number, sha256 = 'a'): Finding => {
  const end = start + 2;
  const edit = { start, end, text: 'x', line: 1, column: start + 1, endLine: 1, endColumn: end + 1 };
  return sampleFinding({ path, line: start, fix: { description: 'mend it', edits: [edit], sha256 } });
};
const startsOf = (...findings: Finding[]): [path: string, sha256: string, starts: number[]][] =>
  fixesByPath({ findings }).map(({ path, sha256, edits }) => [path, sha256, edits.map(({ start }) => start)]);

it('fixes are put together by file, those of no file and those that touch one before left out', () => {
  const { path, ...whole } = fixing('c', 0);
  expect(path).toBe('c');
  expect(
    startsOf(fixing('b', 4), fixing('a', 0), fixing('b', 2), fixing('b', 7), whole, sampleFinding()),
  ).toEqual([
    ['b', 'a', [4, 7]],
    ['a', 'a', [0]],
  ]);
});

it('a file that changed while rules looked at it has the fixes of its first content only', () => {
  expect(startsOf(fixing('a', 0, 'b'), fixing('a', 4, 'c'), fixing('a', 8, 'b'))).toEqual([
    ['a', 'b', [0, 8]],
  ]);
});
