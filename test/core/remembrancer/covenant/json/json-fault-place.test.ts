import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { jsonFaultPlace } from '../../../../../core/remembrancer/covenant/json/json-fault-place.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('where a text stops being JSON', () => {
  it.each([
    ['', 0],
    ['  ', 2],
    ['{"a": }', 6],
    ['{"a" 1}', 5],
    ['{"a": 1,}', 8],
    ['[1,]', 3],
    ['[1', 2],
    ['[1}', 2],
    ['{]', 1],
    ['"a\nb"', 2],
    ['"\\x"', 1],
    ['"a', 2],
    ['01', 1],
    ['1 2', 2],
    ['1,2', 1],
    ['1]', 1],
    ['tru', 0],
    ['// a', 0],
    ['\ufeff{}', 0],
    ['-', 0],
    ['.5', 0],
    ['+1', 0],
    ['-01', 2],
    ['1.', 1],
    ['1.25e', 4],
    ['1e+', 1],
    ['0.10x', 4],
    ['10E-12x', 6],
    ['"\\u12g4"', 1],
    [' \t\r\n x', 5],
  ])('%j at %d', (text, place) => {
    expect(jsonFaultPlace(text)).toBe(place);
  });

  it.each([
    '-0.25e+10',
    '1E5',
    '120',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u12aF"',
    '[true,false,null]',
    ' \t\r\n{} \t\r\n',
  ])('is nowhere in %j', (text) => {
    expect(jsonFaultPlace(text)).toBeUndefined();
  });

  it('is nowhere exactly where the text is JSON', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"a"',
        '"',
        ':',
        ',',
        '1',
        '-',
        '0.5',
        '1e3',
        'null',
        ' ',
        '\n',
        '\\',
        '\\u00e9',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((each) => each.join('')),
          fc.json(),
          fc.tuple(fc.json(), fc.nat(), fc.string()).map(([text, at, more]) => {
            const place = at % (text.length + 1);
            return text.slice(0, place) + more + text.slice(place + 1);
          }),
        ),
        (text) => {
          expect(jsonFaultPlace(text) === undefined).toBe(isJson(text));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
