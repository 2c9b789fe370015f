import { VaultMeshError } from '../../core/common/error.ts';
import { isRequestError } from '../../core/github/request-error.ts';

/** What GitHub says of its limits, by REST and by GraphQL, which answers 200 with it. The last is of older servers. */
const LIMIT = /rate limit|abuse detection/i;

/** What GitHub says to a query of GraphQL that it could not finish, with 200. */
const UNFINISHED = /something went wrong while executing your query/i;

/** What Node and its client of HTTP call a connection that did not come about, or broke. */
const BROKEN = /^(ECONN|EPIPE|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|UND_ERR_)/;

/**
 * Whether another attempt in a while may help: GitHub gave no answer, said that it is in trouble, or that a limit is
 * reached. An error of several is transient when one of them is.
 */
export function isTransient(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.some(isTransient)) return true;
  if (!(error instanceof Error)) return false;
  if (isRequestError(error)) {
    const { status, response } = error;
    const isLimit = LIMIT.test(error.message) || response?.headers?.['retry-after'] !== undefined;
    return status >= 500 || status === 429 || (status === 403 && isLimit);
  }
  if (error.name === 'GraphqlResponseError')
    return LIMIT.test(error.message) || UNFINISHED.test(error.message);
  if ('code' in error && typeof error.code === 'string' && BROKEN.test(error.code)) return true;
  if (['AbortError', 'TimeoutError'].includes(error.name) || isTransient(error.cause)) return true;
  return error instanceof VaultMeshError && error.code === 'network' && !isRequestError(error.cause);
}
