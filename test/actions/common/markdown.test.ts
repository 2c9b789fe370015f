import { describe, expect, it } from '@jest/globals';
import MarkdownIt from 'markdown-it';

import { markdownCell, markdownCode, markdownTable } from '../../../actions/common/src/markdown.ts';

const renderer = new MarkdownIt({ html: true, linkify: true });
/** What a reader sees, and the elements that make it. */
function rendered(markdown: string): { text: string; elements: string[] } {
  const html = renderer.render(markdownTable(['Head'], [[markdown]]).join('\n'));
  const cell = /<td>(.*)<\/td>/s.exec(html)?.[1] ?? '';
  const text = cell
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"' })[name] ?? '&');
  return { text, elements: [...cell.matchAll(/<(\w+)/g)].map(([, name]) => name ?? '') };
}

const HOSTILE = [
  '__init__.py',
  'release:[v1](https://evil.example)',
  '![x](https://evil.example/p.png)',
  '*.tar*',
  'a`b`c | d',
  '~~gone~~',
  '<b onclick="x()">&lt;',
  'see https://evil.example',
  'see www.evil.example',
  '\\*\\|',
];

describe.each(HOSTILE)('%s', (text) => {
  it('is code as it is', () => {
    expect(rendered(markdownCode(text))).toEqual({ text, elements: ['code'] });
  });

  it('is the text of a cell as it is', () => {
    expect(rendered(markdownCell(text))).toEqual({ text, elements: [] });
  });
});
