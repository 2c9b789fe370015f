import { asVaultMeshError, VaultMeshError } from '../core/common/error.ts';
import { withoutUserinfo } from '../core/common/without-userinfo.ts';
import { NoLedgerError, NotSignedError } from '../core/remembrancer/ledger/index.ts';
import { heldCheckpoint, type LedgerBranch } from './held-checkpoint.ts';
import { holdsNoLedger } from './planted-branch.ts';
import { MAY_REPAIR, REPAIR } from './repair-hint.ts';
import type { Terminal } from './terminal.ts';

/** What may be said of a branch that is there without a checkpoint. */
const CODES: readonly string[] = ['not-found', 'conflict'];

/**
 * `error` of a command on the branch of a repository; in place of one about a file of a ledger, what is the matter with
 * the branch as a whole: it is not there, it never held a ledger, or it lost it.
 */
export async function explainLedgerError(
  terminal: Terminal,
  place: LedgerBranch,
  error: unknown,
): Promise<unknown> {
  if (error instanceof NoLedgerError) {
    const repository = withoutUserinfo(place.url);
    return new VaultMeshError(
      'not-found',
      `There is no ledger: ${repository} has no branch ${place.branch}. Make one with "vaultmesh ledger init", or give --branch NAME.`,
      { cause: error },
    );
  }
  const { code, message } = asVaultMeshError(error);
  if (code === 'verification-failed' && !isWrongKey(error) && !message.includes(REPAIR)) {
    return new VaultMeshError(code, `${message} ${MAY_REPAIR}`, { cause: error });
  }
  if (!CODES.includes(code)) return error;
  const held = await heldCheckpoint(terminal, place).catch(() => undefined);
  if (held === undefined || held.now) return error;
  if (!held.ever) return holdsNoLedger(place, error);
  return new VaultMeshError(
    'verification-failed',
    `The branch ${place.branch} has lost its checkpoint. ${MAY_REPAIR}`,
    { cause: error },
  );
}

/** A branch is not at fault when somebody brings the key of another. */
const isWrongKey = (error: unknown): boolean =>
  error instanceof NotSignedError || (error instanceof Error && error.cause instanceof NotSignedError);
