import { describe, expect, it } from '@jest/globals';
import { isRecordOf, releaseOrder } from '../../../app/releases/release-order.ts';

const COMMIT = 'a'.repeat(40);
const told = { repository: 'my-service', commit: COMMIT };

it('a release is recorded by the tag as its operation, by its assets, with who made it', () => {
  expect(releaseOrder({ ...told, tag: 'v1.2.0', author: 'maria' })).toEqual({
    kind: 'release',
    operation: 'release:v1.2.0',
    component: 'my-service',
    version: '1.2.0',
    commit: COMMIT,
    people: '[{"role":"author","login":"maria"}]',
  });
  expect(releaseOrder({ ...told, tag: 'vega-1' })).not.toHaveProperty('people');
  expect(releaseOrder({ ...told, tag: 'vega-1' })).toMatchObject({ version: 'vega-1' });
});

describe('a record is that of a release', () => {
  const source = { ref: 'refs/tags/v1.2.0', commit: COMMIT };
  it.each([
    ['by its operation', { id: 'release:v1.2.0', kind: 'release', source: {} }, true],
    ['by tag and commit', { id: 'ours-1.2.0', kind: 'release', source }, true],
    ['not at another commit', { id: 'x', kind: 'release', source: { ...source, commit: 'b' } }, false],
    ['not as the image beside it', { id: 'image:v1.2.0', kind: 'release', source }, false],
    ['not of another kind', { id: 'release:v1.2.0', kind: 'incident', source }, false],
    ['not of another tag', { id: 'release:v1.2.0-rc1', kind: 'release', source: {} }, false],
  ])('%s', (_, record, expected) => {
    expect(isRecordOf(record, 'v1.2.0', COMMIT)).toBe(expected);
  });
});
