import { describe, expect, it } from '@jest/globals';

import { parseMoment } from '../../../core/common/parse-moment.ts';

describe('a moment in words', () => {
  it.each([
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20T09:30:00Z', '2026-11-20T09:30:00.000Z'],
    ['2028-02-29T23:59:59.5Z', '2028-02-29T23:59:59.500Z'],
  ])('%s is %s', (text, moment) => {
    expect(parseMoment(text, '--at').toISOString()).toBe(moment);
  });

  it.each(['yesterday', '', '2026-11-20T09:30:00', '2026-11-20T09:30:00+01:00', '2026-02-30', '2026-13-01'])(
    '"%s" is none',
    (text) => {
      expect(() => parseMoment(text, '--at')).toThrow(
        `"${text}" is no time; --at takes UTC, such as 2026-11-20T09:30:00Z, or a date alone, which is its beginning.`,
      );
    },
  );
});
