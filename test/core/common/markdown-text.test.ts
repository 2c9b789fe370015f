import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';

import { markdownText } from '../../../core/common/markdown-text.ts';
import { printable } from '../../../core/common/printable.ts';

const browser = new MarkdownIt({ html: true, linkify: true });
/** What a person sees of a cell, and the tags around it. */
const shown = (text: string): string => browser.render(`| h |\n| --- |\n| x${markdownText(text)}x |`);
/** Code points that are no characters are shown as U+FFFD. */
const asHtml = (text: string): string =>
  browser.utils.escapeHtml(text).replace(/\p{Noncharacter_Code_Point}/gu, '\ufffd');

describe('a text in Markdown', () => {
  it.each([
    'a | b',
    '](javascript:alert(1))',
    '<script>alert(1)</script>',
    '`code` *bold* _it_ ~~x~~ \\',
    'https://evil.example and www.evil.example',
    '&lt; &#60;',
    'one\ntwo\r\n\n# three',
    'left\u202etfel',
  ])('stays text: %j', (text) => {
    expect(shown(text)).toContain(`<td>x${asHtml(printable(text))}x</td>`);
  });

  it.each([
    '2026-03-02T09:00:00Z',
    'docs/adr/use-sqlite.md, and/or another',
    'decision:use_sqlite (again); "why?" — 50% → 20%!',
    "src/orders: Porto's",
  ])('is as it was where Markdown does nothing with it: %j', (text) => {
    expect(markdownText(text)).toBe(text);
    expect(shown(text)).toContain(`<td>x${asHtml(text)}x</td>`);
  });

  it('stays text whatever is made of the signs of Markdown', () => {
    const signs = fc.constantFrom(
      ...Array.from('\\`*_~<>&|$@#[](){}!:;/."\'^=+- aé1'),
      ...['www.', 'http', 'https://', 'ftp://', '//', 'mailto:', 'x.example', '&lt;', '&#60;'],
    );
    fc.assert(
      fc.property(fc.string({ unit: signs }), (text) => {
        expect(shown(text)).toContain(`<td>x${asHtml(printable(text))}x</td>`);
      }),
    );
  });

  it('stays text whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(shown(text)).toContain(`<td>x${asHtml(printable(text))}x</td>`);
      }),
    );
  });
});
