import { expect, it } from '@jest/globals';
import {
  hasMark,
  hasTrailer,
  markedDescription,
  requestKey,
  withTrailer,
} from '../../../app/spawn/request-key.ts';

const key = requestKey('secret', 99, 'my-service');

it('is the same for the same comment and name, and another for any other', () => {
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(requestKey('secret', 99, 'my-service')).toBe(key);
  expect(requestKey('secret', 98, 'my-service')).not.toBe(key);
  expect(requestKey('secret', 99, 'my-services')).not.toBe(key);
  expect(requestKey('another secret', 99, 'my-service')).not.toBe(key);
});

it('is found in the description of a repository, however long the words before it are', () => {
  for (const words of ['', 'Says hello', '\u{1f600}'.repeat(200)]) {
    const description = markedDescription(words, key);
    expect(description.length).toBeLessThanOrEqual(350);
    expect(description.isWellFormed()).toBe(true);
    expect(hasMark(description, key)).toBe(true);
  }
  expect(hasMark(markedDescription('Says hello', requestKey('secret', 98, 'my-service')), key)).toBe(false);
});

it('is found in a commit by its trailer only', () => {
  expect(hasTrailer(withTrailer('feat: spawn my-service', key), key)).toBe(true);
  expect(hasTrailer(`Revert "VaultMesh-Request: ${key}"`, key)).toBe(false);
});
