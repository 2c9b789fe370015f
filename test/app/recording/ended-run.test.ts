import { expect, it } from '@jest/globals';
import { operationOf } from '../../../app/recording/ended-run.ts';

it('the title of a run of the record workflow tells its operation, and another title none', () => {
  expect(operationOf('Record release:v1.0.0')).toBe('release:v1.0.0');
  expect(
    ['Record', 'Record a b', 'record x', 'ci: Record x', `Record ${'x'.repeat(201)}`].map(operationOf),
  ).toEqual(Array(5).fill(undefined));
});
