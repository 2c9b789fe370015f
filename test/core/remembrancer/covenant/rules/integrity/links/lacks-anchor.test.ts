import { describe, expect, it } from '@jest/globals';

import {
  comparable,
  lacksAnchor,
} from '../../../../../../../core/remembrancer/covenant/rules/integrity/links/lacks-anchor.ts';

describe('an anchor that no heading has', () => {
  it.each([
    ...[
      '',
      'L3',
      'L12-L14',
      'top',
      'Top',
      ':~:text=a',
      'readme',
      'readme-ov-file',
      'MIT-1-ov-file',
      'fn-1',
      'fnref-1',
    ],
    ...['user-content-top', 'user-content-fn-1', 'a', 'A', 'user-content-a'],
  ])('is not looked for, or is there: %j', (anchor) => {
    expect(lacksAnchor(anchor, new Set(['a']), false)).toBe(false);
  });

  it.each([
    ...[
      'l',
      'lx',
      'all3',
      'topic',
      'my-top',
      'readme2',
      'a-readme',
      'a-ov-files',
      'fn1',
      'my-fn-1',
      'fnrefs-1',
      'b',
    ],
    ...['a:~:text=a', 'my-user-content-a', 'a-'],
  ])('lacks: %s', (anchor) => {
    expect(lacksAnchor(anchor, new Set(['a']), false)).toBe(true);
  });

  it('is another where only hyphens are more, but for a site', () => {
    const anchors = new Set(['a1é']);
    expect([false, true].map((isLoose) => lacksAnchor('A-1_é!', anchors, isLoose))).toEqual([true, false]);
  });
});

it.each([
  ['A-b', false, 'a-b'],
  ['a\ufe0fb\ufe0ec\ufe0f', false, 'abc'],
  ['A-b_1.é 中', true, 'ab1é中'],
])('%j, of a site: %s, is compared as %j', (anchor, isLoose, expected) => {
  expect(comparable(anchor, isLoose)).toBe(expected);
});
