import { expect, it } from '@jest/globals';

import { printable, printableLines } from '../../../core/common/printable.ts';

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
  expect(printableLines(text)).toBe(printable(text));
});

it('keeps the lines of a longer text, and the blanks and tabulators in them', () => {
  expect(printableLines('- a\r\n\tb  c\rd\n\n e\u2028\v')).toBe('- a\n\tb  c\nd\n\n e\ufffd\ufffd');
});
