import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { upTo } from '../../../../../core/remembrancer/covenant/report/up-to.ts';

it('a text that fits stays whole; any other is cut behind a line, says behind which, and has no byte too many', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.integer({ min: 13, max: 200 }),
      (given, most) => {
        const lines = given.map((line) => line.replaceAll('\n', ' '));
        const whole = lines.map((line) => `${line}\n`).join('');
        const text = upTo(most, lines, (kept) => `${lines.length - kept} left out`);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
        if (Buffer.byteLength(whole) <= most) expect(text).toBe(whole);
        else {
          const [, shown = '', left] = /^([\s\S]*)\n(\d+) left out\n$/u.exec(text) ?? [];
          expect(whole.startsWith(shown)).toBe(true);
          expect(shown.split('\n').length - 1).toBe(lines.length - Number(left));
        }
      },
    ),
  );
});
