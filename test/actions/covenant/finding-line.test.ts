import { expect, it } from '@jest/globals';

import { findingLine } from '../../../actions/covenant/src/finding-line.ts';
import { HOSTILE, sampleFinding } from '../../core/remembrancer/covenant/report/sample-result.ts';

it('a line of the log says where, how much it counts, what and by which rule', () => {
  expect(findingLine(sampleFinding())).toBe(
    '.github/workflows/ci.yml:3:9: enforce: actions/checkout@v6 is a tag, which can be moved. Pin it by the full SHA of a commit. [VM-II-01]',
  );
});

it('what has no line or no file is told without, and what cannot be told is told so', () => {
  const { line, column, endLine, endColumn, ...inFile } = sampleFinding({ cannotTell: true });
  expect([line, column, endLine, endColumn]).toEqual([3, 9, 3, 28]);
  const { path, ...whole } = inFile;
  expect(findingLine(inFile)).toMatch(/^\.github\/workflows\/ci\.yml: enforce, cannot tell: /);
  expect(findingLine(whole)).toMatch(/^the repository: enforce, cannot tell: /);
  expect(path).toBe('.github/workflows/ci.yml');
});

it('a path or message of somebody else stays on the line', () => {
  expect(findingLine(sampleFinding({ path: HOSTILE, message: HOSTILE }))).not.toMatch(/[\p{Cc}\u202e]/u);
});
