import { parsePolicy, type Policy, type RetiredKey } from '../ledger/index.ts';
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
