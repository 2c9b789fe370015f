import { expect, it } from '@jest/globals';
import { checkSpawn } from '../../../app/policy/check-spawn.ts';

const placeOf = (member: string): string => `the place of ${member}`;
const problemOf = (rules: object, name: string, language = 'python'): string => {
  try {
    checkSpawn({ reserved: [], placeOf, ...rules }, { name, language });
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
};

it.each([
  [{}, 'anything'],
  [{ names: ['search-*', 'pay-?-*'] }, 'pay-a-b'],
  [{ reserved: ['*-prod'] }, 'pay-product'],
  [{ languages: ['go', 'python'] }, 'pay'],
])('%j lets %s be', (rules, name) => {
  expect(problemOf(rules, name)).toBe('none');
});

it.each([
  [
    { names: ['search-*', 'pay-?-*'] },
    'pay-ab-c',
    'The name "pay-ab-c" has to be like `search-*`, `pay-?-*` (the place of names).',
  ],
  [
    { reserved: ['*-prod'] },
    'pay-prod',
    'The name "pay-prod" is reserved. Choose another one (the place of reserved).',
  ],
  [
    { names: ['pay'], reserved: ['pay'] },
    'pay',
    'The name "pay" is reserved. Choose another one (the place of reserved).',
  ],
  [
    { languages: ['go', 'rust'] },
    'pay',
    'The language python is not one of `go`, `rust` (the place of languages).',
  ],
])('%j refuses %s', (rules, name, problem) => {
  expect(problemOf(rules, name)).toBe(problem);
});

it('holds a name against the most hostile globs in no time', () => {
  const names = Array.from({ length: 100 }, () => `${'*a'.repeat(49)}b`);
  const begun = performance.now();
  expect(problemOf({ names }, 'a'.repeat(63))).toContain('has to be like');
  expect(performance.now() - begun).toBeLessThan(1_000);
});
