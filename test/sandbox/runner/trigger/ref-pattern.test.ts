import { expect, it } from '@jest/globals';
import { matchesRefPatterns } from '../../../../sandbox/runner/trigger/ref-pattern.ts';

it.each([
  [['main'], 'main', true],
  [['main'], 'mains', false],
  [['feature/*'], 'feature/a', true],
  [['feature/*'], 'feature/a/b', false],
  [['feature/**'], 'feature/a/b', true],
  [['**'], 'any/thing', true],
  [['v[12].[0-9]+.[0-9]+'], 'v1.10.1', true],
  [['v[12].[0-9]+.[0-9]+'], 'v3.0.0', false],
  [['v1.0'], 'v1x0', false],
  [['*.js?'], 'a.j', true],
  [['v*', '!v*-rc'], 'v1-rc', false],
  [['v*', '!v*-rc', 'v1-rc'], 'v1-rc', true],
  [['!main'], 'other', false],
])('%j lets %s pass: %s', (patterns, name, passes) => {
  expect(matchesRefPatterns(patterns, name)).toBe(passes);
});

it('names a filter that is not a pattern', () => {
  expect(() => matchesRefPatterns(['v[1'], 'v1')).toThrow('The filter "v[1" is not a ref pattern.');
});
