import { describe, expect, it } from '@jest/globals';

import {
  type DocumentLinks,
  documentLinks,
} from '../../../../../../../core/remembrancer/covenant/rules/integrity/links/document-links.ts';
import { markdownReader } from '../../../../../../../core/remembrancer/covenant/rules/integrity/markdown/read-markdown.ts';
import { fileOf } from '../../../file-of.ts';

const linksOf = (text: string): DocumentLinks => documentLinks(fileOf('a.md', text), markdownReader()(text));

/** Where the exact links are, and the lines of the others. */
const placesOf = (text: string): (readonly [number, string] | string)[] =>
  linksOf(text).links.map(({ address, range: { start, end }, isExact }) => {
    if (!isExact) return text.slice(start, end);
    expect(text.slice(start, end)).toBe(address);
    return [start, address];
  });

describe('the place of a link', () => {
  it.each([
    ['[a](x.md)', 4],
    ['[a]( \tx.md)', 6],
    ['[a](\nx.md)', 5],
    ['[a](\r\n  x.md)', 8],
    ['[a](  \n x.md)', 8],
    ['[a](<x.md>)', 5],
    ['a <b href="x.md">', 11],
    ["a <b SRC = 'x.md'>", 12],
    ['xx.md [a](x.mdx.md) [a](x.md)', 24],
    ['[name]: x.md', 8],
    ['[name]:x.md', 7],
    ['[name]: \t x.md "a"', 10],
    ['[name]:\nx.md', 8],
    ['[name]:\r\n   x.md\r\n', 12],
    ['[name]: <x.md>', 9],
    ['> > [name]: x.md', 12],
    ['  [name]: x.md', 10],
    ['see [name]: x.md\n\n[name]: x.md', 26],
    ['[name] [b](y.md)\n\n[name]: x.md', 26],
  ])('in %j is %d', (text, start) => {
    expect(placesOf(text)).toContainEqual([start, 'x.md']);
    expect(placesOf(text).filter(([, address]) => address === 'x.md')).toHaveLength(1);
  });

  it.each([
    ['[a](x\\.md)', '[a](x\\.md)'],
    ['b\n\n[a](x\\.md)\nc\n\nd', '[a](x\\.md)\nc'],
    ['[name]: x\\.md', ''],
    ['a\rb\r\r[a](x.md)', ''],
  ])('in %j is %j, where it is not written as it is read', (text, lines) => {
    expect(placesOf(text)).toEqual([lines]);
  });

  it('is each its own, of the same address', () => {
    expect(placesOf('[a](x) [b](x) [![c](x)](x)')).toEqual([4, 11, 20, 24].map((start) => [start, 'x']));
  });

  it('is found 64 addresses later, and not behind these', () => {
    const behind = (count: number): string => `${'](z '.repeat(count)}[a](x.md)`;
    expect(placesOf(behind(63))).toEqual([[256, 'x.md']]);
    expect(placesOf(behind(64))).toEqual([behind(64)]);
  });
});

describe('a list of contributors', () => {
  it('is from its first mark to its last', () => {
    const list = 'ALL-CONTRIBUTORS-LIST:START [a](#x\\.y)\n\nALL-CONTRIBUTORS-LIST:END [b](#x\\.z)';
    expect(linksOf(list).links.map(({ address }) => address)).toEqual(['#x.z']);
  });
});

describe('a paragraph beyond the bounds', () => {
  it('is told where it begins, if it may have a link', () => {
    const brackets = '[x'.repeat(150);
    expect(linksOf(`[b](y.md)\n\n${brackets}\n`).unread).toEqual([]);
    expect(linksOf(`a\n\n${brackets} [b](y.md)`).unread).toEqual([{ start: 3, end: 3 }]);
  });
});
