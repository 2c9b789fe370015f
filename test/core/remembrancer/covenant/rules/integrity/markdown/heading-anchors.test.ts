import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { headingAnchors } from '../../../../../../../core/remembrancer/covenant/rules/integrity/markdown/heading-anchors.ts';
import {
  frontMatterOf,
  withoutFrontMatter,
} from '../../../../../../../core/remembrancer/covenant/rules/integrity/markdown/front-matter.ts';

describe('the anchors of headings', () => {
  it.each([
    ['What works today', 'what-works-today'],
    ['C++ & C#', 'c--c'],
    [' a  b ', 'a--b'],
    ['1.2.3 (2026-01-01)', '123-2026-01-01'],
    ['snake_case-and', 'snake_case-and'],
    ['Größe 中文 é', 'größe-中文-é'],
    ['🚀 Go', '-go'],
    ['e\u0301 Ⅳ ١ a\u203fb x² “a”', 'e\u0301-ⅳ-١-a\u203fb-x-a'],
    ['!?', ''],
  ])('are GitHub’s: %s', (text, anchor) => {
    expect([...headingAnchors([text])]).toEqual([anchor]);
  });

  it('count up where texts are equal, past what has the number already', () => {
    expect([...headingAnchors(['a', 'a-1', 'a', 'a'])]).toEqual(['a', 'a-1', 'a-2', 'a-3']);
  });

  it('are as many as the headings', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'A', 'a-1', 'a 1', 'a-1-1', 'b')), (texts) => {
        expect(headingAnchors(texts).size).toBe(texts.length);
      }),
    );
  });
});

describe('front matter', () => {
  it.each([
    ['---\na: b\n---\nc', '---\na: b\n---'],
    ['---\r\na: b\r\n---\r\nc', '---\r\na: b\r\n---\r'],
    ['---\na\n...\nc', '---\na\n...'],
    ['--- \t\na\n--- \t\nc', '--- \t\na\n--- \t'],
    ['---\na---\n---b\n ---\n....\n---', '---\na---\n---b\n ---\n....\n---'],
    ['---\n---\na', '---\n---'],
    ['---a\nb\n---\n', ''],
    ['a---\nb\n---\n', ''],
    ['---\na: b\n', ''],
    ['a\n---\nb\n---\n', ''],
    ['a text of some words\n\n---\n', ''],
    ['', ''],
  ])('of %j is %j', (text, front) => {
    expect(frontMatterOf(text)).toBe(front);
  });

  it('leaves the number of every line', () => {
    const text = '---\r\na\r\n---\r\n\r\n# b\r\n';
    expect(
      withoutFrontMatter(text)
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual(['', '', '', '', '# b', '']);
  });
});
