import { describe, expect, it } from '@jest/globals';

import { formatAnswer } from '../../../cli/memory/format-answer.ts';
import type { Answer } from '../../../cli/memory/formats.ts';

const answer = (...texts: string[]): Answer => ({
  heading: ['Entry', 'Title'],
  rows: texts.map((text, i) => [String(i), text]),
  items: texts.map((title) => ({ title })),
  diagrams: ['timeline\n  new', 'timeline\n  old'],
});
const empty: Answer = { heading: ['Entry'], rows: [], items: [], diagrams: [] };

describe('an answer', () => {
  it('is aligned for a person', () => {
    expect(formatAnswer(answer('a', 'b'), 'table')).toEqual(['0  a', '1  b']);
  });

  it('is one list for a program, or one item to a line', () => {
    expect(formatAnswer(answer('a', 'b'), 'json')).toEqual(['[{"title":"a"},{"title":"b"}]']);
    expect(formatAnswer(answer('a', 'b'), 'ndjson')).toEqual(['{"title":"a"}', '{"title":"b"}']);
  });

  it('is a table of Markdown with every diagram', () => {
    expect(formatAnswer(answer('a'), 'md').join('\n')).toBe(
      '| Entry | Title |\n| --- | --- |\n| 0 | a |\n\n```mermaid\ntimeline\n  new\n```\n\n```mermaid\ntimeline\n  old\n```',
    );
  });

  it('is one diagram for Mermaid, which says when there are more', () => {
    expect(formatAnswer(answer('a'), 'mermaid')).toEqual([
      'timeline\n  new',
      '%% The newest of 2 diagrams; "--format md" has all of them.',
    ]);
    expect(formatAnswer({ ...answer('a'), diagrams: ['timeline'] }, 'mermaid')).toEqual(['timeline']);
  });

  it.each([
    ['table', []],
    ['json', ['[]']],
    ['ndjson', []],
    ['md', []],
    ['mermaid', []],
  ] as const)('without results is in %s what a program expects: %j', (format, lines) => {
    expect(formatAnswer(empty, format)).toEqual(lines);
  });
});

describe('a text from a ledger', () => {
  const HOSTILE = 'a\u001b[31m\u009b2J\u202eb\nc\u2028d';

  it.each(['table', 'json', 'ndjson', 'md'] as const)('has nothing in %s that a terminal obeys', (format) => {
    const lines = formatAnswer({ ...answer(HOSTILE), diagrams: [] }, format);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
  });

  it('is in JSON the text that it was', () => {
    expect(JSON.parse(formatAnswer(answer(HOSTILE), 'json').join(''))).toEqual([{ title: HOSTILE }]);
  });

  it.each([
    ['<img src=x onerror=alert(1)>', '&#60;img src=x onerror=alert(1)&#62;'],
    ['a | b', 'a &#124; b'],
    ['[x](https://x.example)', '&#91;x&#93;(https&#58;&#47;&#47;x.example)'],
    ['www.x.example', 'www&#46;x.example'],
    ['`*_~\\&#60;', '&#96;&#42;&#95;&#126;&#92;&#38;&#35;60;'],
  ])('is in Markdown no markup: %s', (text, cell) => {
    expect(formatAnswer(answer(text), 'md')[2]).toBe(`| 0 | ${cell} |`);
  });
});
