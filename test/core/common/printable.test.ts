import { expect, it } from '@jest/globals';

import { printable } from '../../../core/common/printable.ts';

it('leaves words in any script as they are, on one line', () => {
  expect(printable('a release — 🎉 ünïcode\n\twith  lines')).toBe('a release — 🎉 ünïcode with lines');
});

it.each([
  ['an escape sequence', '\u001b[2J'],
  ['its one-character form', '\u009b2J'],
  ['a direction override', '\u202egnp.exe'],
  ['an isolate', '\u2066x\u2069'],
  ['half of a surrogate pair', '\ud83c'],
])('makes %s visible and harmless', (_, text) => {
  expect(printable(text)).toMatch(/^\ufffd/u);
  expect(printable(text)).not.toMatch(/[\p{Cc}\u202e\u2066\u2069]/u);
});
