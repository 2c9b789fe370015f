import { describe, expect, it } from '@jest/globals';

import {
  listOf,
  memberOf,
  tableOf,
  textMembers,
  textOf,
  textsOf,
} from '../../../../../core/remembrancer/covenant/manifests/values.ts';

describe('a value of a parsed file', () => {
  it.each([[null], [undefined], ['a'], [1], [['a']]])('%j is no table', (value) => {
    expect(tableOf(value)).toEqual({});
    expect(memberOf(value, 'length')).toBeUndefined();
  });

  it('has its own members only', () => {
    expect(memberOf({ a: { b: 1 } }, 'a', 'b')).toBe(1);
    expect(memberOf({ a: 1 })).toEqual({ a: 1 });
    expect(memberOf({ a: null }, 'a', 'b')).toBeUndefined();
    expect(memberOf({}, 'constructor')).toBeUndefined();
    expect(memberOf({}, 'constructor', 'name')).toBeUndefined();
  });

  it('is a text, texts, or members that are texts', () => {
    expect([textOf('a'), textOf(''), textOf(1), textOf(null)]).toEqual(['a', '', undefined, undefined]);
    expect([listOf(['a', 1]), listOf({ length: 1 })]).toEqual([['a', 1], []]);
    expect([textsOf(['a', 1, 'b', null]), textsOf('a')]).toEqual([['a', 'b'], []]);
    expect([...textMembers({ a: '1', b: 2, c: null, d: '' })]).toEqual([
      ['a', '1'],
      ['d', ''],
    ]);
  });
});
