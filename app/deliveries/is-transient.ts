import { VaultMeshError } from '../../core/common/error.ts';
import { isRequestError } from '../../core/github/request-error.ts';

/**
 * Whether another attempt in a while may help: GitHub gave no answer, said that it is in trouble, or that a limit is
 * reached. An error of several is transient when one of them is.
 */
export function isTransient(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isTransient);
  if (!(error instanceof Error)) return false;
  if (isRequestError(error)) {
    return (
      error.status >= 500 ||
      error.status === 429 ||
      (error.status === 403 && /rate limit/i.test(error.message))
    );
  }
  if (isTransient(error.cause)) return true;
  return error instanceof VaultMeshError && error.code === 'network' && !isRequestError(error.cause);
}
