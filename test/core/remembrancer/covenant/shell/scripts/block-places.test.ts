import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { blockPlaces } from '../../../../../../core/remembrancer/covenant/shell/scripts/block-places.ts';

describe('blockPlaces', () => {
  it('finds every part of a block where it stands in the file', () => {
    const line = fc.stringMatching(/^[a-z é😀]{0,8}$/u).map((text) => text.trimEnd());
    const lines = fc.array(line, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n'), fc.nat(), fc.nat(), (content, lineEnd, a, b) => {
        const value = content.map((text) => `${text}\n`).join('');
        const head = `é: |${lineEnd}`;
        const file = head + content.map((text) => `  ${text}${lineEnd}`).join('');
        const places = blockPlaces(value, { start: head.indexOf('|'), end: file.length }, file);
        const [start = 0, end = 0] = [a % value.length, b % value.length].sort((x, y) => x - y);
        const place = places({ start, end });
        expect(file.slice(place.start, place.end).replaceAll(/\r?\n(?: {2})?/g, '\n')).toBe(
          value.slice(start, end),
        );
      }),
    );
  });

  it('is the whole block where the lines of the file are others', () => {
    const block = { start: 3, end: 12 };
    expect(blockPlaces('other\n', block, 'a: |\n  text\n')({ start: 0, end: 5 })).toEqual(block);
  });

  it('takes no longer for many parts than for one', () => {
    const value = 'curl x | sh\n'.repeat(50_000);
    const file = `a: |\n${value.replaceAll(/^/gm, '  ')}`;
    const places = blockPlaces(value, { start: 3, end: file.length }, file);
    const { user } = process.cpuUsage();
    for (let at = 0; at < value.length; at += 12) places({ start: at, end: at + 11 });
    // In microseconds of the processor, whatever else the machine does.
    expect(process.cpuUsage({ user, system: 0 }).user).toBeLessThan(2_000_000);
  });
});
