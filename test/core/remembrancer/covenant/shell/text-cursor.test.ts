import { describe, expect, it } from '@jest/globals';

import { TextCursor } from '../../../../../core/remembrancer/covenant/shell/text-cursor.ts';

/** What is taken, and what is left then. */
function taken(text: string, take: (cursor: TextCursor) => string | undefined): (string | undefined)[] {
  const cursor = new TextCursor(text);
  return [take(cursor), cursor.take(Infinity)];
}

describe('a cursor', () => {
  it('knows the characters before it and those that it went over', () => {
    const cursor = new TextCursor('abc');
    expect([cursor.at, cursor.here, cursor.next, cursor.isAtEnd]).toEqual([0, 'a', 'b', false]);
    cursor.take();
    expect([cursor.startsWith('bc'), cursor.startsWith('ab')]).toEqual([true, false]);
    cursor.take(1);
    expect([cursor.here, cursor.next, cursor.since(1)]).toEqual(['c', undefined, 'b']);
    cursor.take();
    expect([cursor.at, cursor.here, cursor.isAtEnd]).toEqual([3, undefined, true]);
  });

  it.each<[string, string, (cursor: TextCursor) => string | undefined, string | undefined, string]>([
    ['as many characters as it is told', 'abc', (cursor) => cursor.take(2), 'ab', 'c'],
    ['no more characters than there are', 'abc', (cursor) => cursor.take(9), 'abc', ''],
    ['what a pattern finds', 'aab', (cursor) => cursor.match(/a+/y), 'aa', 'b'],
    ['nothing where a pattern finds something later alone', 'aab', (cursor) => cursor.match(/b/y), '', 'aab'],
    ['the rest of a line', 'a b\nc', (cursor) => cursor.takeLine(), 'a b', '\nc'],
    ['the rest of the last line', 'a b', (cursor) => cursor.takeLine(), 'a b', ''],
    [
      'what is before a line',
      'a\nEND b\n END\nc',
      (cursor) => cursor.takeUpToLine('END'),
      'a\nEND b\n',
      ' END\nc',
    ],
    [
      'nothing before a line that is not there',
      'a\nEND b',
      (cursor) => cursor.takeUpToLine('END'),
      undefined,
      'a\nEND b',
    ],
    ['all through a mark, over lines', "'a\nb'c", (cursor) => cursor.takeThrough("'", 1), "'a\nb'", 'c'],
    [
      'nothing where the mark is the opening alone',
      "'ab",
      (cursor) => cursor.takeThrough("'", 1),
      undefined,
      "'ab",
    ],
    [
      'all through a mark on the line',
      '{{a}}}}\n',
      (cursor) => cursor.takeThroughOnLine('}}', 2),
      '{{a}}',
      '}}\n',
    ],
    [
      'an opening whose mark is on another line',
      '{{a\n}}',
      (cursor) => cursor.takeThroughOnLine('}}', 2),
      '{{',
      'a\n}}',
    ],
    ['brackets in brackets', '$(a{b}(c))d)', (cursor) => cursor.takeBalanced(), '$(a{b}(c))', 'd)'],
    ['brackets up to the end of the line', '$(a(b)\n)', (cursor) => cursor.takeBalanced(), '$(a(b)', '\n)'],
  ])('takes %s', (_, text, take, expected, left) => {
    expect(taken(text, take)).toEqual([expected, left]);
  });

  it('says whether it went over anything', () => {
    const cursor = new TextCursor(' a');
    expect([cursor.skip(/ +/y), cursor.skip(/ +/y), cursor.at]).toEqual([true, false, 1]);
  });

  it('goes on from where it is', () => {
    const cursor = new TextCursor("a'b'c'd'");
    expect([
      cursor.match(/a/y),
      cursor.takeThrough("'", 1),
      cursor.take(),
      cursor.takeThrough("'", 1),
    ]).toEqual(['a', "'b'", 'c', "'d'"]);
  });
});
