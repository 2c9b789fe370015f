import { asVaultMeshError, VaultMeshError } from '../core/common/error.ts';
import { isRequestError } from '../core/github/request-error.ts';

/** `error` as one of the domain's: GitHub's own refusals are told with the call and, where there is one, the remedy. */
export function describeFailure(error: unknown): VaultMeshError {
  if (!isRequestError(error)) return asVaultMeshError(error);
  const { method, url } = error.request;
  const call = `${method} ${new URL(url).pathname}`;
  const said = `GitHub answered ${error.status} to ${call}: ${error.message}`;
  if (error.status === 403) {
    const remedy = 'An owner of the organisation can check that the app has the permissions it asks for.';
    return new VaultMeshError('not-permitted', `${said}. ${remedy}`, { cause: error });
  }
  return new VaultMeshError('network', said, { cause: error });
}
