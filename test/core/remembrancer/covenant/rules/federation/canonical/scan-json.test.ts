import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { scanJson } from '../../../../../../../core/remembrancer/covenant/rules/federation/canonical/scan-json.ts';

describe('a look at JSON', () => {
  it('finds no member twice in what JSON.stringify makes', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2), (text, indent) => {
        expect(scanJson(JSON.stringify(JSON.parse(text), null, indent)).repeated).toBeUndefined();
      }),
    );
  });

  it('finds a member that is put in once more, at its second place', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), fc.jsonValue(), (name, one, other) => {
        const key = JSON.stringify(name);
        const before = `[{"a":{}},{${key}:${JSON.stringify(one)} ,`;
        const { repeated } = scanJson(`${before}${key}:${JSON.stringify(other)}}]`);
        expect(repeated).toEqual({ name, start: before.length, end: before.length + key.length });
      }),
    );
  });

  it.each([
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"\\"":[{"\\"":"\\\\"}],"\\"":0}', '"'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ])('reads names as they are meant: %s', (text, name) => {
    expect(scanJson(text).repeated?.name).toBe(name);
  });

  it.each([
    ['{"a":{"a":{"a":1}},"b":["a","a"]}', 3],
    ['"a"', 0],
    ['[[],[[]]]', 3],
  ])('keeps the objects apart, and tells how deep they stand: %s', (text, depth) => {
    expect(scanJson(text)).toEqual({ depth });
  });
});
