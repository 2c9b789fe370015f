import { describe, expect, it } from '@jest/globals';

import { hasLines, newSide } from '../../../actions/covenant/src/new-side.ts';

const PATCH = `@@ -2,3 +2,4 @@ jobs:
 two
-three
+THREE
+three and a half
 four
@@ -20 +21 @@
-old
\\ No newline at end of file
+new
\\ No newline at end of file`;

describe('the new side of a patch', () => {
  it('has what stays and what is new, by its first line', () => {
    expect(newSide(PATCH)).toEqual([
      { first: 2, lines: ['two', 'THREE', 'three and a half', 'four'] },
      { first: 21, lines: ['new'] },
    ]);
  });

  it('is empty of a file that goes, and begins with 1 of one that comes', () => {
    expect(newSide('@@ -1,2 +0,0 @@\n-one\n-two')).toEqual([{ first: 0, lines: [] }]);
    expect(newSide('@@ -0,0 +1,2 @@\n+one\n+')).toEqual([{ first: 1, lines: ['one', ''] }]);
  });

  it('takes a line that looks like a header or a sign for what it is', () => {
    const patch = '@@ -1 +1,3 @@\n+@@ -9 +9 @@\n+-gone\n+++ b/other\n';
    expect(newSide(patch)).toEqual([{ first: 1, lines: ['@@ -9 +9 @@', '-gone', '++ b/other'] }]);
  });

  it('leaves out the carriage return that ends a line, and no other', () => {
    expect(newSide('@@ -1 +1 @@\n+a\rb\r')).toEqual([{ first: 1, lines: ['a\rb'] }]);
  });

  it.each([
    ['text without a header', '+one\n two'],
    ['a header that is cut off', '@@ -1,2 +1\n+one'],
    ['a number without end', `@@ -1 +${'1'.repeat(40)} @@\n+one`],
    ['nothing', ''],
  ])('has no lines of %s', (_, patch) => {
    expect(newSide(patch)).toEqual([]);
  });

  it('ends a hunk where it is not understood', () => {
    expect(newSide('@@ -1 +1,3 @@\n+one\n?\n+three')).toEqual([{ first: 1, lines: ['one'] }]);
  });

  it('is read in time that grows with its length', () => {
    const rows = '@@ -1 +1 @@\n+a\r\r\r\n'.repeat(100_000);
    expect(newSide(rows + `@@ -${'1'.repeat(1_000_000)}`)).toHaveLength(100_000);
  });
});

describe('looking for lines', () => {
  const hunks = newSide(PATCH);

  it.each([
    [2, ['two']],
    [3, ['THREE', 'three and a half', 'four']],
    [21, ['new']],
  ])('finds those from line %i on', (from, lines) => {
    expect(hasLines(hunks, from, lines)).toBe(true);
  });

  it.each([
    ['before a hunk', 1, ['one', 'two']],
    ['behind it', 5, ['four', 'five']],
    ['elsewhere', 3, ['two']],
    ['of other text', 2, ['two', 'three']],
    ['of the old side', 21, ['old']],
  ])('does not find those %s', (_, from, lines) => {
    expect(hasLines(hunks, from, lines)).toBe(false);
  });
});
