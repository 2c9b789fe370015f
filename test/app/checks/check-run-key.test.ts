import { describe, expect, it } from '@jest/globals';
import { checkOf, externalId, isOfKey } from '../../../app/checks/check-run-key.ts';

const first = { subject: 2, base: 'a'.repeat(40), again: undefined };
const again = { ...first, again: 'guid-1' };

describe('the key of a check run', () => {
  it('says which pull request or merge group it is of, and what that goes onto', () => {
    expect(checkOf(externalId(first))).toEqual({ subject: 2, base: first.base });
    expect(checkOf(externalId({ ...first, base: undefined }))).toEqual({ subject: 2, base: undefined });
    expect(checkOf(externalId({ ...again, subject: 'group' }))).toEqual({
      subject: 'group',
      base: first.base,
    });
    for (const other of ['covenant', 'covenant group base=main ', null])
      expect(checkOf(other)).toBeUndefined();
  });

  it('is met for the first look by any of the same merge, and for another look by its own alone', () => {
    expect(isOfKey(externalId(first), first)).toBe(true);
    expect(isOfKey(`${externalId(again)}abc`, first)).toBe(true);
    expect(isOfKey(externalId(first), again)).toBe(false);
    expect(isOfKey(externalId(again), { ...again, again: 'guid-12' })).toBe(false);
    expect(isOfKey(externalId(first), { ...first, base: 'b'.repeat(40) })).toBe(false);
    expect(isOfKey(externalId({ ...first, subject: 21 }), first)).toBe(false);
    expect(isOfKey(externalId({ ...first, subject: 'group' }), first)).toBe(false);
  });
});
