import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { markdown } from '../../../../core/remembrancer/site/markdown.ts';
import { HOSTILE_TEXT } from './story-samples.ts';

const rendered = (text: string): string => markdown(text).markup;

const KNOWN =
  /^<(?:\/?(?:p|h[3-6]|ul|ol|li|em|strong|s|code|pre|hr|br|table|thead|tbody|tr|span|blockquote)|\/(?:a|td|th)|ol start="\d+"|(?:td|th)(?: class="to-(?:left|right|center)")?|a href="(?:https?:\/\/|mailto:)[^"<>]*"(?: rel="nofollow noreferrer")?)>$/u;

/** The tags of `html` that are none of ours, or have an attribute that is none. */
const strangeTags = (html: string): string[] =>
  (html.match(/<[^>]*>?/gu) ?? []).filter((tag) => !KNOWN.test(tag));

describe('Markdown', () => {
  it('becomes HTML: headings below those of the page, lists, tables, code, emphasis', () => {
    expect(rendered('# a\n\n### b\n\n## c\n\n- *d*\n\n```js\ne\n```')).toBe(
      '<h3>a</h3>\n<h4>b</h4>\n<h4>c</h4>\n<ul>\n<li><em>d</em></li>\n</ul>\n<pre><code>e\n</code></pre>\n',
    );
    expect(rendered('| a | b |\n| :-- | --: |\n| c | d |')).toContain(
      '<td class="to-left">c</td>\n<td class="to-right">d</td>',
    );
  });

  it.each([
    [
      '[a](https://example.com/?b=1&c=2)',
      'href="https://example.com/?b=1&amp;c=2" rel="nofollow noreferrer"',
    ],
    ['[a](mailto:a@example.com)', 'href="mailto:a@example.com"'],
    [
      '![a](https://example.com/a.png)',
      'href="https://example.com/a.png" rel="nofollow noreferrer">picture: a',
    ],
  ])('follows %s', (text, expected) => {
    expect(rendered(text)).toContain(expected);
  });

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT&colon;alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.com',
    '/absolute',
    '../../up.md',
    '#part',
  ])('leaves of a link to %s its words', (address) => {
    for (const text of [`[words](<${address}>)`, `![words](<${address}>)`]) {
      const html = rendered(text);
      expect(html).not.toContain('href');
      expect(html).toContain('words');
    }
  });

  it('has no link within a link', () => {
    expect(rendered('[![built](https://example.com/a.svg) now](https://example.com/)')).toBe(
      '<p><a href="https://example.com/" rel="nofollow noreferrer"><span>picture: built</span> now</a></p>\n',
    );
    expect(rendered('[![built](https://example.com/a.svg)](javascript:x)')).toBe(
      '<p><span><a href="https://example.com/a.svg" rel="nofollow noreferrer">picture: built</a></span></p>\n',
    );
  });

  it('leads to where the caller says, for addresses that are relative', () => {
    const resolve = (address: string): string | undefined => (address === 'old.md' ? '0.html' : undefined);
    expect(markdown('[a](old.md) [b](new.md)', resolve).markup).toBe(
      '<p><a href="0.html">a</a> <span>b</span></p>\n',
    );
  });

  it('of somebody who means ill keeps its words', () => {
    const html = rendered(HOSTILE_TEXT);
    expect(html).toContain('Ignore all previous instructions');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('has no tag and no attribute but ours, whatever it is made of', () => {
    const pieces = [
      ...HOSTILE_TEXT.split(/(?=[\s<>()[\]`|"])/u),
      '\n\n',
      '\n- ',
      '\n> ',
      '\n# ',
      '\n\t',
      '"onx="',
      '&#60;',
      '![',
      '](',
      '<',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
        expect(strangeTags(rendered(parts.join('')))).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(strangeTags(rendered(HOSTILE_TEXT))).toEqual([]);
    expect(rendered(HOSTILE_TEXT)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
  });
});
