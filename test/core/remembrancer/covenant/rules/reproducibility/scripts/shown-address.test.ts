import { describe, expect, it } from '@jest/globals';

import { shownAddress } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/scripts/shown-address.ts';

describe('A shown address', () => {
  it.each([
    ['https://a.example/x', 'https://a.example/x'],
    ['https://me:secret@a.example/x', 'https://a.example/x'],
    ['https://me:sec@ret@a.example/x', 'https://a.example/x'],
    [`https://me:${'secret'.repeat(100)}@a.example/x`, 'https://a.example/x'],
    ['https://a.example/x?to=me@b.example', 'https://a.example/x?to=me@b.example'],
    ['https://a.example?to=me@b.example', 'https://a.example?to=me@b.example'],
    ['https://a.example/x \n\t y', 'https://a.example/x y'],
    ['x'.repeat(100), 'x'.repeat(100)],
    ['x'.repeat(101), `${'x'.repeat(100)}…`],
  ])('is in one line, without a password and not too long: %j', (address, shown) => {
    expect(shownAddress(address)).toBe(shown);
  });
});
