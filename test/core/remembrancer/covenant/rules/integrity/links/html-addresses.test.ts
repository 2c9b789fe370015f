import { expect, it } from '@jest/globals';

import { htmlAddresses } from '../../../../../../../core/remembrancer/covenant/rules/integrity/links/html-addresses.ts';

it.each([
  ['<a href="a.md">', ['a.md']],
  ["<img src='a b.png'>", ['a b.png']],
  ['<A HREF = "a.md" SRC\n=\n"b.md">', ['a.md', 'b.md']],
  [`<a href${' '.repeat(9)}=${' '.repeat(9)}"a">`, ['a']],
  ['<a href="a&amp;b&amp;c">', ['a&b&c']],
  [`<a href="it's"> <a href='"a"'>`, ["it's", '"a"']],
  ['<!-- href="a" --> href="b" <!-- href="c" --> href="d"', ['b', 'd']],
  ['href="a" <!-- href="b"', ['a']],
  ['<!--> href="a"', []],
  ['<a xhref="a">', []],
  ['<a href=a>', []],
  ['<a href="">', []],
  ['<a href="a<b"> <a href=\'a>b\'> <a href="a\nb">', []],
  [`<a href="${'x'.repeat(4097)}">`, []],
])('the addresses of %j are %j', (html, expected) => {
  expect(htmlAddresses(html)).toEqual(expected);
});
