import type { ErrorCode } from '../../core/common/error.ts';

/** What `vaultmesh doctor` found about one thing. */
export interface Finding {
  readonly check: string;
  /** `advice`: something useful is missing, and nothing that VaultMesh itself does needs it. `unknown`: it cannot be told. */
  readonly status: 'ok' | 'advice' | 'unknown' | 'problem';
  readonly detail: string;
  /** What to do about it; there unless the status is `ok`. */
  readonly remedy?: string;
  /** The reason of the outcome when this is the first problem. */
  readonly code?: ErrorCode;
}
