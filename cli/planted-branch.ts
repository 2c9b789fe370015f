import { asVaultMeshError, type ErrorCode, VaultMeshError } from '../core/common/error.ts';
import { heldCheckpoint, type LedgerBranch } from './held-checkpoint.ts';
import type { Terminal } from './terminal.ts';

/** What a command says that finds no ledger on a branch. */
const CODES: readonly ErrorCode[] = ['not-found', 'verification-failed'];

/**
 * In place of `error`, of a command on all of a branch, what is the matter with one that is there and never held a
 * ledger; `undefined` for any other branch, and for one that cannot be read.
 */
export async function plantedBranch(
  terminal: Terminal,
  place: LedgerBranch,
  error: unknown,
): Promise<VaultMeshError | undefined> {
  if (!CODES.includes(asVaultMeshError(error).code)) return undefined;
  const held = await heldCheckpoint(terminal, place).catch(() => undefined);
  return held?.ever === false ? holdsNoLedger(place, error) : undefined;
}

export const holdsNoLedger = ({ branch }: LedgerBranch, cause: unknown): VaultMeshError =>
  new VaultMeshError(
    'not-found',
    `The branch ${branch} is there but holds no ledger (no checkpoint): delete it, or give --branch NAME.`,
    { cause },
  );
