import { describe, expect, it } from '@jest/globals';
import { meansRef } from '../../../../../core/remembrancer/covenant/workflows/ref-pattern.ts';

describe('a filter of tags', () => {
  it.each<[readonly string[], string, boolean]>([
    [['v*'], 'v1.2.0', true],
    [['v*'], '1.2.0', false],
    [['v*'], 'v1/2', false],
    [['v**'], 'v1/2', true],
    [['**'], 'app/1.0.0', true],
    [['v[0-9]+.[0-9]+.[0-9]+'], 'v10.2.30', true],
    [['v[0-9]+.[0-9]+.[0-9]+'], 'v10.2.30-rc1', false],
    [['v[12].*'], 'v2.0', true],
    [['v[12].*'], 'v3.0', false],
    [['v?1'], '1', true],
    [['v?1'], 'v1', true],
    [['v.1'], 'vx1', false],
    [['\\*'], '*', true],
    [['v*', '!v*-rc*'], 'v1.0.0-rc1', false],
    [['v*', '!v*-rc*', 'v2.0.0-rc1'], 'v2.0.0-rc1', true],
    [[], 'v1', false],
  ])('%j means %s: %s', (patterns, name, expected) => {
    expect(meansRef(patterns, name)).toBe(expected);
  });

  it('takes no longer for a pattern that is made to', () => {
    const started = performance.now();
    expect(meansRef([`${'[a]+'.repeat(60)}b`], 'a'.repeat(250))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
