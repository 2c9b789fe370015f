import { expect, it } from '@jest/globals';

import { releaseLookup } from '../../../actions/append/src/release-lookup.ts';

it('asks for the release of the tag, and for no more than its id', () => {
  expect(releaseLookup('v1"0').selection).toBe('release(tagName: "v1\\"0") { databaseId }');
});

it('knows what the last answer told: a release, none, or nothing', () => {
  const lookup = releaseLookup('v1.0.0');
  expect(lookup.releaseId()).toBeUndefined();
  lookup.take({ release: null });
  expect(lookup.releaseId()).toBeNull();
  lookup.take({ release: { databaseId: 7 } });
  expect(lookup.releaseId()).toBe(7);
  lookup.take(undefined);
  expect(lookup.releaseId()).toBeUndefined();
});
