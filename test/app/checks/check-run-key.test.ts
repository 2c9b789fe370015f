import { describe, expect, it } from '@jest/globals';
import { externalId, isOfKey, numberOfCheck } from '../../../app/checks/check-run-key.ts';

const first = { number: 2, base: 'a'.repeat(40), again: undefined };
const again = { ...first, again: 'guid-1' };

describe('the key of a check run', () => {
  it('says which pull request it is of', () => {
    expect(numberOfCheck(externalId(first))).toBe(2);
    expect(numberOfCheck('covenant')).toBeUndefined();
    expect(numberOfCheck(null)).toBeUndefined();
  });

  it('is met for the first look by any of the same merge, and for another look by its own alone', () => {
    expect(isOfKey(externalId(first), first)).toBe(true);
    expect(isOfKey(`${externalId(again)}abc`, first)).toBe(true);
    expect(isOfKey(externalId(first), again)).toBe(false);
    expect(isOfKey(externalId(again), { ...again, again: 'guid-12' })).toBe(false);
    expect(isOfKey(externalId(first), { ...first, base: 'b'.repeat(40) })).toBe(false);
    expect(isOfKey(externalId({ ...first, number: 21 }), first)).toBe(false);
  });
});
