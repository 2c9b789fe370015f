import {
  isRetiredAt,
  parsePolicy,
  type NoteVerifier,
  type Policy,
  type RetiredKey,
} from '../ledger/index.ts';
import type { TrustFile } from './trust-file.ts';

/** Which logs and witnesses a verifier believes, and up to where. */
export interface TrustPolicy extends Policy {
  readonly retired: readonly RetiredKey[];
}

/** The policy of a trust file. Throws `usage` when it cannot be read. */
export const policyOf = ({ policy, retiredLogKeys = [] }: TrustFile): TrustPolicy => ({
  ...parsePolicy(policy),
  retired: retiredLogKeys,
});

/** The keys that count for a checkpoint of `size` entries: not those that their log had retired by then. */
export const logsAt = ({ logs, retired }: TrustPolicy, size: number): NoteVerifier[] =>
  logs.filter(({ verifierKey }) => !isRetiredAt(retired, verifierKey, size));
