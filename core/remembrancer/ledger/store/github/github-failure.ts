import { type ErrorCode, VaultMeshError } from '../../../../common/error.ts';

/** What a rejection of an Octokit client may carry. */
interface Rejection {
  readonly status?: number;
  readonly message?: string;
  readonly errors?: readonly { readonly type?: string; readonly message?: string }[];
  readonly response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
}

/** GraphQL error types whose meaning is known. The others that have a type are faults of the request. */
const GRAPHQL_CODES: Partial<Record<string, ErrorCode>> = {
  FORBIDDEN: 'not-permitted',
  INSUFFICIENT_SCOPES: 'not-permitted',
  NOT_FOUND: 'not-found',
  RATE_LIMITED: 'network',
  MAX_NODE_LIMIT_EXCEEDED: 'internal',
};

/** Whether `createCommitOnBranch` was refused because the branch has another head than expected. */
export function isStaleHead(error: unknown): boolean {
  return (asRejection(error).errors ?? []).some(
    ({ type, message = '' }) => type === 'STALE_DATA' || message.includes('Expected branch to point to'),
  );
}

/** `error` of a GitHub client, said of `what`: `network` where another try may help or the outcome is not known. */
export function githubFailure(error: unknown, what: string): VaultMeshError {
  if (error instanceof VaultMeshError) return error;
  const { message = String(error) } = asRejection(error);
  const code = codeOf(asRejection(error));
  const remedy =
    code === 'not-permitted'
      ? ' Give the token write access to the contents of the repository, and let it push to the ledger branch.'
      : '';
  return new VaultMeshError(code, `GitHub did not ${what}: ${message}${remedy}`, { cause: error });
}

function codeOf({ status, errors, response }: Rejection): ErrorCode {
  const [first] = errors ?? [];
  // An error without a type ("Something went wrong") comes from inside of GitHub: the change may have been made.
  if (first !== undefined && status === undefined) {
    return first.type === undefined ? 'network' : (GRAPHQL_CODES[first.type] ?? 'internal');
  }
  if (status === undefined || status >= 500 || status === 408 || status === 429) return 'network';
  const { 'retry-after': retryAfter, 'x-ratelimit-remaining': remaining } = response?.headers ?? {};
  if (status === 403 && (retryAfter !== undefined || remaining === '0')) return 'network';
  if (status === 401 || status === 403) return 'not-permitted';
  return status === 404 ? 'not-found' : 'internal';
}

function asRejection(error: unknown): Rejection {
  // The one cast of other people's errors: every field is optional, and looked at with care.
  return typeof error === 'object' && error !== null ? error : {};
}
