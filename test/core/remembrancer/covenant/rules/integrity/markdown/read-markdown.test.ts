import { describe, expect, it } from '@jest/globals';

import { markdownReader } from '../../../../../../../core/remembrancer/covenant/rules/integrity/markdown/read-markdown.ts';

describe('a document in Markdown', () => {
  it('is its blocks, with their lines', () => {
    const text = '---\na: b\n---\n# A *b*\n\nc\nd\n\n<p>\ne\n</p>\n\nF\n=\n\n> - g\n\n```\nh\n```\n\n    i\n';
    expect(markdownReader()(text).blocks).toEqual([
      { kind: 'heading', content: 'A *b*', from: 3, to: 4 },
      { kind: 'text', content: 'c\nd', from: 5, to: 7 },
      { kind: 'html', content: '<p>\ne\n</p>\n', from: 8, to: 11 },
      { kind: 'heading', content: 'F', from: 12, to: 13 },
      { kind: 'text', content: 'g', from: 15, to: 16 },
    ]);
  });

  it('has the rows of each table, and nothing of what is around', () => {
    const text = 'a\n\n| b | c |\n| - | - |\n| d | *e* |\n| f |\n\ng\n\n| h |\n| - |\n\ni\n';
    expect(markdownReader()(text).tables).toEqual([
      {
        rows: [
          { line: 2, cells: ['b', 'c'] },
          { line: 4, cells: ['d', '*e*'] },
          { line: 5, cells: ['f', ''] },
        ],
      },
      { rows: [{ line: 9, cells: ['h'] }] },
    ]);
  });

  it('has definitions, of which footnotes are none', () => {
    const { definitions, inline } = markdownReader()('[a]: b c\n\n[a]: <b c>\n[^1]: d\n[e]: javascript:f%zz');
    expect(definitions).toEqual(['b c', 'javascript:f%zz']);
    expect(inline('[^1]')?.map(({ type }) => type)).toEqual(['text']);
  });

  it('is read by one reader after another', () => {
    const read = markdownReader();
    expect(read('[a]: b').definitions).toEqual(['b']);
    expect(read('[c]: d').definitions).toEqual(['d']);
  });
});

describe('what stands in a paragraph', () => {
  const typesOf = (content: string): string[] | undefined =>
    markdownReader()('[a]: b')
      .inline(content)
      ?.map(({ type }) => type);

  it.each([
    ['[a]', ['link_open', 'text', 'link_close']],
    ['[x]', ['text']],
    ['![x](y)', ['image']],
    ['`a`<b>', ['code_inline', 'html_inline']],
    ['<https://a.b>', ['link_open', 'text', 'link_close']],
    ['*a* ~~b~~ https://a.b', ['text']],
  ])('%s is %j', (content, expected) => {
    expect(typesOf(content)).toEqual(expected);
  });

  it.each([
    ['x'.repeat(256 * 1024), true],
    ['x'.repeat(256 * 1024 + 1), false],
    ['['.repeat(100), true],
    ['['.repeat(101), false],
    [']['.repeat(101), true],
    [`${']'.repeat(9)}${'['.repeat(101)}`, false],
    [`${'['.repeat(99)}]${'['.repeat(2)}`, true],
    [`${'['.repeat(99)}]${'['.repeat(3)}`, false],
    [`${'['.repeat(99)}\\]${'['.repeat(2)}`, false],
    ['\\['.repeat(101), true],
  ])('is read to the bounds: %#', (content, isRead) => {
    expect(typesOf(content) !== undefined).toBe(isRead);
  });
});
