import { describe, expect, it } from '@jest/globals';
import { asVaultMeshError, VaultMeshError } from '../../../core/common/error.ts';
import { exitCode, failed, succeeded } from '../../../core/common/outcome.ts';

describe('an outcome', () => {
  it('exits with 0 when the work is done, now or earlier', () => {
    expect(exitCode(succeeded('Recorded.', 1))).toBe(0);
    expect(exitCode(succeeded('It was recorded before.', 1, 'already-done'))).toBe(0);
  });

  it.each([
    ['internal', 1],
    ['usage', 2],
    ['not-found', 3],
    ['not-permitted', 4],
    ['verification-failed', 5],
    ['incomplete', 6],
    ['conflict', 7],
    ['network', 8],
    ['policy', 9],
  ] as const)('exits with the documented code when it failed by %s', (code, expected) => {
    expect(exitCode(failed(new VaultMeshError(code, 'No.')))).toBe(expected);
  });

  it('carries the sentence of the error and no stack', () => {
    expect(failed(new VaultMeshError('policy', 'The name is taken.'))).toEqual({
      schema: 1,
      reason: 'policy',
      message: 'The name is taken.',
    });
  });

  it('calls an unforeseen error internal and keeps it as the cause', () => {
    const cause = new TypeError('x is not a function');
    const error = asVaultMeshError(cause);
    expect(error.code).toBe('internal');
    expect(error.cause).toBe(cause);
  });
});
