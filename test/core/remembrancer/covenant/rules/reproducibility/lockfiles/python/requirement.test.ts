import { describe, expect, it } from '@jest/globals';

import { requirementOf } from '../../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/python/requirement.ts';

describe('a requirement of PEP 508', () => {
  it.each([
    ['idna', { name: 'idna', extras: [], specifier: '' }],
    [' idna ', { name: 'idna', extras: [], specifier: '' }],
    ['A__b.-C >= 1', { name: 'a-b-c', extras: [], specifier: '>=1' }],
    ['a[y, X_x,]<2,>=1.0RC1,', { name: 'a', extras: ['x-x', 'y'], specifier: '<2,>=1.0rc1' }],
    ['a (>=1, <2)', { name: 'a', extras: [], specifier: '<2,>=1' }],
    ["a>=1; python_version < '3'", { name: 'a', extras: [], specifier: '>=1' }],
    ['a[b] @ https://a.example/a.whl', { name: 'a', extras: ['b'] }],
  ])('is read of %j', (text, requirement) => {
    expect(requirementOf(text)).toStrictEqual(requirement);
  });

  it.each(['', '!!', '-e .', '[a]'])('is none of %j', (text) => {
    expect(requirementOf(text)).toBe(undefined);
  });
});
