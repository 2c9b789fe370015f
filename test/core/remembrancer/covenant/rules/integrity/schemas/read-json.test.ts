import { expect, it } from '@jest/globals';

import { readJson } from '../../../../../../../core/remembrancer/covenant/rules/integrity/schemas/read-json.ts';

const nested = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
const wide = (values: number): string =>
  `[${Array(values - 1)
    .fill(1)
    .join()}]`;

it('200 levels and 300,000 values are read, and one more is not', () => {
  expect(readJson(nested(200)).kind).toBe('json');
  expect(readJson(nested(201))).toEqual({ kind: 'beyond', why: 'it has more than 200 levels' });
  expect(readJson(wide(300_000)).kind).toBe('json');
  expect(readJson(wide(300_001))).toEqual({ kind: 'beyond', why: 'it has more than 300000 values' });
});

it('what is no JSON is told with why and where', () => {
  expect(readJson('{"a": x}')).toEqual({ kind: 'invalid', why: "Unexpected token 'x'", at: 6 });
});
