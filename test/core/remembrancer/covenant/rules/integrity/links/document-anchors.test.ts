import { expect, it } from '@jest/globals';

import {
  headingsOf,
  namesIn,
} from '../../../../../../../core/remembrancer/covenant/rules/integrity/links/document-anchors.ts';
import { markdownReader } from '../../../../../../../core/remembrancer/covenant/rules/integrity/markdown/read-markdown.ts';

it.each([
  ['<a id="one two">', ['one two']],
  ["<a name='one two'>", ['one two']],
  ['<a id=one>', ['one']],
  ['<a ID = "one" NAME\n=\ntwo>', ['one', 'two']],
  ['# A {#one}', ['one']],
  ['# A {:#one} {: #two} { #three .x}', ['one', 'two', 'three']],
  ['<a grid="one"> <a id=""> {one} {: .one} {#}', []],
  ['<a id="one\ntwo">', []],
  [`<a id='one\ntwo'>`, []],
])('the names in %j are %j', (text, expected) => {
  expect(namesIn(text)).toEqual(expected);
});

it.each([
  ['# A *b*\n\nC\n-\n\nd', ['A *b*', 'C']],
  ['<h1>A</h1><H6 id="x">B  <b>c</b>\nd</H6>', ['A', 'B c d']],
  ['<h2>A <h3>b</h3> c</h2> <h3>D</h3>', ['A b c', 'D']],
  ['<h0>A</h0> <h7>B</h7> <h1x>C</h1x>', []],
  ['<h1>A</h1> <h2>B', ['A']],
  ['<h1 A', []],
  ['no heading', []],
])('the headings of %j are %j', (text, expected) => {
  expect(headingsOf(markdownReader()(text))).toEqual(expected);
});
