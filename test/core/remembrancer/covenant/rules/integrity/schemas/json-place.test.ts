import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { jsonPlace } from '../../../../../../../core/remembrancer/covenant/rules/integrity/schemas/json-place.ts';

describe('where a value stands in JSON', () => {
  it('is the text that parses to it, with any blanks', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.array(fc.nat(5)), fc.nat(3), (json, steps, blanks) => {
        const root: unknown = JSON.parse(json);
        const text = JSON.stringify(root, null, blanks);
        const names: string[] = [];
        let value: unknown = root;
        for (const step of steps) {
          const entries: [string, unknown][] =
            typeof value === 'object' && value !== null ? Object.entries(value) : [];
          const entry = entries[step % Math.max(entries.length, 1)];
          if (entry === undefined) break;
          names.push(entry[0]);
          value = entry[1];
        }
        const range = jsonPlace(text, names);
        expect(range && JSON.parse(text.slice(range.start, range.end))).toEqual(value);
      }),
    );
  });

  it('is that of the last of two members, and nowhere when there is none', () => {
    const text = '{"a": 1, "\\u0061": [2]}';
    expect(jsonPlace(text, ['a', '0'])).toEqual({ start: 20, end: 21 });
    expect(jsonPlace(text, ['b'])).toBeUndefined();
    expect(jsonPlace('{"a": 12}', ['a', '0'])).toBeUndefined();
    expect(jsonPlace(text, ['a', '1'])).toBeUndefined();
    expect(jsonPlace(text, ['a', '0', 'x'])).toBeUndefined();
  });
});
