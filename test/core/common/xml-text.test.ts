import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { xmlText } from '../../../core/common/xml-text.ts';

/** Char of XML 1.0, section 2.2. */
const CHARACTERS = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

describe('a text in XML', () => {
  it('has no markup, in an element or an attribute', () => {
    expect(xmlText(`<a href='x' title="y">&amp;]]>`)).toBe(
      '&#60;a href=&#39;x&#39; title=&#34;y&#34;&#62;&#38;amp;]]&#62;',
    );
  });

  it('has one line, none of the characters that XML forbids, and none that turns text around', () => {
    expect(xmlText('a\nb\u0000\u202e\ufffe\ud800c')).toBe('a b\ufffd\ufffd\ufffd\ufffdc');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(xmlText(text)).toMatch(CHARACTERS);
        expect(xmlText(text)).not.toMatch(/[<>"']/u);
      }),
    );
  });
});
