import { asVaultMeshError, VaultMeshError } from '../core/common/error.ts';

/** What Octokit's `RequestError` has; told by its shape, since more than one copy of the class is installed. */
interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly request: { readonly method: string; readonly url: string };
}

/** `error` as one of the domain's: GitHub's own refusals are told with the call and, where there is one, the remedy. */
export function describeFailure(error: unknown): VaultMeshError {
  if (!isRefusal(error)) return asVaultMeshError(error);
  const { method, url } = error.request;
  const call = `${method} ${new URL(url).pathname}`;
  const said = `GitHub answered ${error.status} to ${call}: ${error.message}`;
  if (error.status === 403) {
    const remedy = 'An owner of the organisation can check that the app has the permissions it asks for.';
    return new VaultMeshError('not-permitted', `${said}. ${remedy}`, { cause: error });
  }
  return new VaultMeshError('network', said, { cause: error });
}

function isRefusal(error: unknown): error is Refusal {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    'request' in error &&
    typeof error.request === 'object' &&
    error.request !== null &&
    'url' in error.request
  );
}
