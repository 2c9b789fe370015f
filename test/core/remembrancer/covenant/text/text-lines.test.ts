import { describe, expect, it } from '@jest/globals';

import { textLines } from '../../../../../core/remembrancer/covenant/text/text-lines.ts';

/** The first ten, of what might have no end. */
function firstLines(text: string): string[] {
  const lines: string[] = [];
  for (const { line, at } of textLines(text)) {
    expect(text.startsWith(line, at) && /^$|\n$/.test(text.slice(0, at))).toBe(true);
    lines.push(line);
    if (lines.length === 10) break;
  }
  return lines;
}

describe('the lines of a text', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\nbc', ['a', 'bc']],
    ['\n\na', ['', '', 'a']],
    ['ab\r\n\r\ncd\r\n', ['ab', '', 'cd']],
    ['ab\r\ncd\r', ['ab', 'cd']],
    ['a\rb\n', ['a\rb']],
  ])('%j are %j', (text, lines) => {
    expect(firstLines(text)).toEqual(lines);
  });
});
