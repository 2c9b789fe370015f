import { expect, it } from '@jest/globals';
import {
  BACKFILL,
  backfillOperation,
  RECORD,
  recordCheckId,
  releaseOfOperation,
  tagOfRecordCheck,
} from '../../../app/releases/record-check.ts';

it('the check of a release is known by its tag', () => {
  expect(tagOfRecordCheck(recordCheckId('v1.0.0'))).toBe('v1.0.0');
  for (const other of [null, '', 'covenant pull=2 base=none', 'record decision:docs/adr/a.md@b']) {
    expect(tagOfRecordCheck(other)).toBeUndefined();
  }
});

it.each([
  ['release:app/1.0.0', { tag: 'app/1.0.0', isBackfill: false }],
  [backfillOperation('v1.0.0'), { tag: 'v1.0.0', isBackfill: true }],
  ['image:v1.0.0', undefined],
  ['decision:docs/adr/a.md@b', undefined],
  ['backfill', undefined],
])('the run of %s is about %j', (operation, expected) => {
  expect(releaseOfOperation(operation)).toEqual(expected);
});

it.each([RECORD, BACKFILL])('GitHub takes the button $label', ({ label, description, identifier }) => {
  expect(label.length).toBeLessThanOrEqual(20);
  expect(description.length).toBeLessThanOrEqual(40);
  expect(identifier.length).toBeLessThanOrEqual(20);
});
