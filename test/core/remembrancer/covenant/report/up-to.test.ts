import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { upTo } from '../../../../../core/remembrancer/covenant/report/up-to.ts';

const CUT = 'more';

it('a text that fits stays whole; any other is cut behind a line, says so, and has no byte too many', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.integer({ min: 6, max: 200 }),
      (lines, most) => {
        const whole = lines.map((line) => `${line}\n`).join('');
        const text = upTo(most, lines, CUT);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
        if (Buffer.byteLength(whole) <= most) expect(text).toBe(whole);
        else {
          expect(text.endsWith(`\n${CUT}\n`)).toBe(true);
          expect(whole.startsWith(text.slice(0, -CUT.length - 2))).toBe(true);
          expect(text.length === CUT.length + 2 || text.at(-CUT.length - 3) === '\n').toBe(true);
        }
      },
    ),
  );
});
