import { expect, it } from '@jest/globals';

import { jsonFault } from '../../../../../core/remembrancer/covenant/json/json-fault.ts';

function faultOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return jsonFault(text, error);
  }
}

it.each([
  ['', 'Unexpected end of JSON input', 0],
  ['{"a": x}', "Unexpected token 'x'", 6],
  ['{} }', 'Unexpected non-whitespace character after JSON', 3],
  ['{"a": 1', "Expected ',' or '}' after property value", 7],
])('%j is no JSON, and where and why is told', (text, why, at) => {
  expect(faultOf(text)).toEqual({ why, at });
});
