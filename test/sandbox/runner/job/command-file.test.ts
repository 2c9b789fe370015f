import { expect, it } from '@jest/globals';
import { parseCommandFile } from '../../../../sandbox/runner/job/command-file.ts';

const parse = (content: string) => Object.fromEntries(parseCommandFile('GITHUB_OUTPUT', content));

it.each([
  ['a=1\nb=x=y\n', { a: '1', b: 'x=y' }],
  ['a=1\na=2\n', { a: '2' }],
  ['empty=\n', { empty: '' }],
  ['a<<END\n1\n=2\n\nEND\nb=3\n', { a: '1\n=2\n', b: '3' }],
  ['a<<END\nEND\n', { a: '' }],
  ['a=<<b\n', { a: '<<b' }],
  ['', {}],
])('reads %j', (content, pairs) => {
  expect(parse(content)).toEqual(pairs);
});

it.each([
  ['nonsense\n', 'the line "nonsense" is not of the form name=value'],
  ['=value\n', 'not of the form name=value'],
  ['a<<END\n1\n', 'the value of "a" has no closing "END"'],
])('refuses %j', (content, message) => {
  expect(() => parse(content)).toThrow(message);
});
