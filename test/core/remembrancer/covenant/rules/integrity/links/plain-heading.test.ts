import { expect, it } from '@jest/globals';

import { plainHeading } from '../../../../../../../core/remembrancer/covenant/rules/integrity/links/plain-heading.ts';

it.each([
  ['A *b* __c__ `d*` [e](f) \\* &amp;', 'A b c d* e * &'],
  ['A\nb', 'A b'],
  ['A <b>c</b> ![d](e) f', 'A c  f'],
  ['A {#name}', 'A '],
  ['A {.x .y} ', 'A '],
  ['A {: .x}', 'A '],
  ['A {:#x}', 'A '],
  ['A { #}', 'A '],
  ['A {#x} b', 'A {#x} b'],
  ['A {x}', 'A {x}'],
  ['A {#x{y}', 'A {#x{y}'],
  [`${'x'.repeat(996)} _b_`, `${'x'.repeat(996)} b`],
  [`${'x'.repeat(997)} _b_`, `${'x'.repeat(997)} _b_`],
])('%j is %j', (heading, expected) => {
  expect(plainHeading()(heading)).toBe(expected);
});
