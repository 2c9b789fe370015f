import { EXIT_CODES, type ErrorCode, type VaultMeshError } from './error.ts';

/** What came of an operation: the closed set of error codes, or one of the two ways to succeed. */
export type ReasonCode = 'done' | 'already-done' | ErrorCode;

/**
 * The one result that the slash command, the Action and the CLI give. Under `--json`, in the Action's `outcome`
 * output and in the app's log it is the same JSON.
 */
export interface Outcome<Result> {
  readonly schema: 1;
  readonly reason: ReasonCode;
  /** One sentence for a person. */
  readonly message: string;
  /** What the operation made or found; absent when it failed before there was anything to show. */
  readonly result?: Result;
}

/** A successful outcome. `already-done` says that an earlier run had done it and nothing was changed. */
export function succeeded<Result>(
  message: string,
  result: Result,
  reason: 'done' | 'already-done' = 'done',
): Outcome<Result> {
  return { schema: 1, reason, message, result };
}

export function failed(error: VaultMeshError): Outcome<never> {
  return { schema: 1, reason: error.code, message: error.message };
}

/** The process exit code of an outcome: 0 for both ways to succeed. */
export function exitCode(outcome: Outcome<unknown>): number {
  return outcome.reason === 'done' || outcome.reason === 'already-done' ? 0 : EXIT_CODES[outcome.reason];
}
