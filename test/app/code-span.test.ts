import { expect, it } from '@jest/globals';
import { codeSpan } from '../../app/code-span.ts';

it('shows what was written, without a way out of the span', () => {
  expect(codeSpan('../evil')).toBe('`../evil`');
  expect(codeSpan('a`b|c\nd')).toBe('`a b c d`');
  expect(codeSpan('``')).toBe('` `');
});

it('shortens what is long', () => {
  expect(codeSpan('x'.repeat(70_000))).toBe(`\`${'x'.repeat(100)}…\``);
});
