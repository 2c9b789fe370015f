import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { inSimpleRange } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/simple-range.ts';

describe('a simple range', () => {
  it.each([
    ['^1.2.3', '1.9.0', true],
    ['^1.2.3', '1.2.2', false],
    ['^1.2.3', '2.0.0', false],
    ['^0.2.3', '0.2.9', true],
    ['^0.2.3', '0.3.0', false],
    ['^0.0.3', '0.0.4', false],
    ['^0.0', '0.0.9', true],
    ['^0.0', '0.1.0', false],
    ['^0', '0.9.0', true],
    ['~1.2.3', '1.2.9', true],
    ['~1.2.3', '1.3.0', false],
    ['~1', '1.9.0', true],
    ['1.2.3', '1.2.3', true],
    ['1.2.3', '1.2.4', false],
    ['1.2', '1.2.9', true],
    ['=1.2.3', '1.2.3', true],
    ['v1.2.3', '1.2.3', true],
    ['>=1.2.3', '1.2.3', undefined],
    ['^1.0.0', '1.1.0-rc.1', undefined],
    [' ^1.2.3 ', '1.9.0', true],
    ['^1.2.3', '1.2.3', true],
    ['^1.2', '1.2.0', true],
    ['^1.2', '1.1.9', false],
    ['^0.0.0', '0.0.1', false],
    ['~1.2.3', '2.0.0', false],
    ['1.2.3', '1.2.3+build.1', true],
    ['workspace:*', '1.0.0', undefined],
  ])('%s has %s: %s', (range, version, expected) => {
    expect(inSimpleRange(range, version, '=')).toBe(expected);
  });

  it('without a sign is as with ^ where it is said so', () => {
    expect([inSimpleRange('1.2.3', '1.9.0', '^'), inSimpleRange('1.2.3', '2.0.0', '^')]).toEqual([
      true,
      false,
    ]);
  });

  it('has the version that it is made of, and with ^ no other major one', () => {
    const part = fc.integer({ min: 0, max: 999 });
    fc.assert(
      fc.property(fc.constantFrom('^', '~', '=', ''), part, part, part, (sign, major, minor, patch) => {
        const version = `${major}.${minor}.${patch}`;
        expect(inSimpleRange(`${sign}${version}`, version, '=')).toBe(true);
        expect(inSimpleRange(`${sign}${version}`, `${major + 1}.${minor}.${patch}`, '=')).toBe(false);
      }),
    );
  });
});
