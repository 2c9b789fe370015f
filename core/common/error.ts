/**
 * Every way in which a VaultMesh operation can fail, and the exit code that the CLI gives for it.
 * `incomplete` is not `verification-failed`: "cannot tell" and "invalid" are different answers.
 */
export const EXIT_CODES = {
  internal: 1,
  usage: 2,
  'not-found': 3,
  'not-permitted': 4,
  'verification-failed': 5,
  incomplete: 6,
  conflict: 7,
  network: 8,
  policy: 9,
} as const;

export type ErrorCode = keyof typeof EXIT_CODES;

/**
 * The one error of the domain. `message` names the object and the remedy in a sentence that can be shown to a
 * user as it is; `cause` keeps what happened underneath. It is turned into an exit code, an annotation or a
 * comment once, at the edge.
 */
export class VaultMeshError extends Error {
  override readonly name = 'VaultMeshError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** `error` as a `VaultMeshError`: itself if it is one, else wrapped as `internal` with the original as its cause. */
export function asVaultMeshError(error: unknown): VaultMeshError {
  if (error instanceof VaultMeshError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new VaultMeshError('internal', message, { cause: error });
}
