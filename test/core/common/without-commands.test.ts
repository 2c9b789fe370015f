import { describe, expect, it } from '@jest/globals';

import { withoutCommands } from '../../../core/common/without-commands.ts';

describe('a line of a log', () => {
  it.each([
    ['::add-mask::x', ': :add-mask::x'],
    [' \t::error::x', ': :error::x'],
    ['a ##[add-mask]x', 'a ## [add-mask]x'],
    ['a::b c ## d', 'a::b c ## d'],
  ])('of %j is %j', (line, shown) => {
    expect(withoutCommands(line)).toBe(shown);
  });
});
