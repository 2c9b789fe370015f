import { describe, expect, it } from '@jest/globals';

import {
  ignoredPaths,
  isIgnoreFile,
} from '../../../../../../../core/remembrancer/covenant/rules/integrity/links/ignored-paths.ts';
import { fileOf } from '../../../file-of.ts';

const ignores = (text: string, path = '.gitignore'): ((path: string) => boolean) =>
  ignoredPaths([fileOf(path, text)]);

describe('a path that git ignores', () => {
  it.each([
    ['made.md', 'a/made.md', true],
    ['made.md  ', 'made.md', true],
    ['/made.md', 'a/made.md', false],
    ['#made', '#made', false],
    ['made#', 'made#', true],
    ['*.md\n!kept.md', 'kept.md', false],
    ['x'.repeat(200), 'x'.repeat(200), true],
    ['x'.repeat(201), 'x'.repeat(201), false],
  ])('by %j: %s is %s', (text, path, expected) => {
    expect(ignores(text)(path)).toBe(expected);
  });

  it('is below the folder of the file that says so', () => {
    const isIgnored = ignores('/made.md', 'docs/.gitignore');
    expect([isIgnored('docs/made.md'), isIgnored('made.md')]).toEqual([true, false]);
  });

  it('is told of a thousand paths, by two thousand lines', () => {
    const isIgnored = ignores('x*');
    const answers = Array.from({ length: 1001 }, (_, n) => isIgnored(`x${n}`));
    expect([answers[999], answers[1000]]).toEqual([true, false]);
    expect(isIgnored('x0')).toBe(true);
    const byLines = ignores(Array.from({ length: 2001 }, (_, n) => `y${n}`).join('\n'));
    expect([byLines('y1999'), byLines('y2000')]).toEqual([true, false]);
  });
});

it.each([
  ['.gitignore', 1, true],
  ['a/.gitignore', 64 * 1024, true],
  ['.gitignore', 64 * 1024 + 1, false],
  ['.gitignore.old', 1, false],
  ['x.gitignore', 1, false],
  ['a.txt', 1, false],
])('%s of %d bytes says what is ignored: %s', (path, size, expected) => {
  expect(isIgnoreFile({ path, size })).toBe(expected);
});
