import { describe, expect, it } from '@jest/globals';
import { isCommitId } from '../../../core/common/is-commit-id.ts';

describe('isCommitId', () => {
  it.each(['a'.repeat(40), '0'.repeat(40), '9f'.repeat(32)])('takes %s', (id) => {
    expect(isCommitId(id)).toBe(true);
  });

  it.each([
    '',
    'main',
    'a'.repeat(39),
    'a'.repeat(41),
    'a'.repeat(63),
    'A'.repeat(40),
    `${'a'.repeat(40)}\n`,
  ])('takes no %j', (value) => {
    expect(isCommitId(value)).toBe(false);
  });
});
