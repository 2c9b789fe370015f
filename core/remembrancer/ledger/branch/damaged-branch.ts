import { VaultMeshError } from '../../../common/error.ts';

/** The error for a file that is not what the log commits to. `what` names the file and the rule. */
export const damagedBranch = (what: string): VaultMeshError =>
  new VaultMeshError(
    'verification-failed',
    `${what}: the ledger branch was changed by someone else. "vaultmesh ledger repair" restores the last good state.`,
  );
