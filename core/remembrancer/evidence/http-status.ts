import type { ErrorCode } from '../../common/error.ts';

/** The error code for a status that is no success: `network` for a fault that may pass, `policy` for a refusal. */
export const errorCodeOfStatus = (status: number): ErrorCode =>
  status >= 500 || status === 408 || status === 429 ? 'network' : 'policy';
