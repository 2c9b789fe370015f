import { describe, expect, it } from '@jest/globals';
import { isInside } from '../../../core/common/is-inside.ts';

describe('isInside', () => {
  it.each(['/a/b', '/a/b/', '/a/b/c', '/a/b/..c', '/a/b/../b/c'])('takes %s for inside of /a/b', (path) => {
    expect(isInside(path, '/a/b')).toBe(true);
  });

  it.each(['/a', '/', '/a/bc', '/a/b/..', '/a/b/../c', '/c'])('takes %s for outside of /a/b', (path) => {
    expect(isInside(path, '/a/b')).toBe(false);
  });
});
