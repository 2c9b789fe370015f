import { expect, it } from '@jest/globals';

import { faultInside } from '../../../../../../../core/remembrancer/covenant/rules/integrity/schemas/inside-schema.ts';

const WRONG = { pattern: '(' };
const WHAT = 'the pattern ( is no regular expression';

it.each([
  ...['additionalItems', 'additionalProperties', 'contains', 'contentSchema', 'else', 'if', 'items', 'not'],
  ...['propertyNames', 'then', 'unevaluatedItems', 'unevaluatedProperties'],
])('below %s stands a schema', (word) => {
  expect(faultInside({ [word]: WRONG })).toEqual({ at: [word, 'pattern'], what: WHAT });
  expect(faultInside({ default: { [word]: WRONG } })).toBeUndefined();
});

it.each(['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'])('below %s stand schemas in a list', (word) => {
  expect(faultInside({ [word]: [true, WRONG] })).toEqual({ at: [word, '1', 'pattern'], what: WHAT });
});

it.each(['$defs', 'definitions', 'dependencies', 'dependentSchemas', 'patternProperties', 'properties'])(
  'below %s stand schemas by their names',
  (word) => {
    expect(faultInside({ [word]: { a: {}, b: WRONG } })).toEqual({ at: [word, 'b', 'pattern'], what: WHAT });
  },
);

it.each(['$ref', '$dynamicRef'])('what %s names is there', (word) => {
  expect(faultInside({ [word]: '#a', $defs: { a: { $dynamicAnchor: 'a' } } })).toBeUndefined();
  expect(faultInside({ [word]: '#b', $defs: { a: { $anchor: 'b' } } })).toBeUndefined();
  expect(faultInside({ [word]: '#c', $defs: { a: { $id: 'c' } } })).toEqual({
    at: [word],
    what: 'the reference #c leads to nothing in the file',
  });
});
