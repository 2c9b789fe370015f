import { asVaultMeshError, VaultMeshError } from '../core/common/error.ts';
import { gitHistory } from '../core/remembrancer/ledger/audit/index.ts';
import { FILES, NotSignedError } from '../core/remembrancer/ledger/index.ts';
import type { Terminal } from './terminal.ts';
import { withTemporaryDirectory } from './with-temporary-directory.ts';

/** What may be said of a branch that is there without a checkpoint. */
const CODES: readonly string[] = ['not-found', 'conflict'];

/**
 * `error` of a command on the branch of a repository; in place of one about a file of a ledger, what is the matter with
 * the branch as a whole: it never held a ledger, or it lost it.
 */
export async function explainLedgerError(
  terminal: Terminal,
  { url, branch }: { readonly url: string; readonly branch: string },
  error: unknown,
): Promise<unknown> {
  const { code, message } = asVaultMeshError(error);
  if (code === 'verification-failed' && !isWrongKey(error) && !message.includes(REPAIR)) {
    return new VaultMeshError(code, `${message} ${MAY_REPAIR}`, { cause: error });
  }
  if (!CODES.includes(code)) return error;
  const held = await heldCheckpoint(terminal, url, branch).catch(() => undefined);
  if (held === undefined || held.now) return error;
  return held.ever
    ? new VaultMeshError(
        'verification-failed',
        `The branch ${branch} has lost its checkpoint. ${MAY_REPAIR}`,
        {
          cause: error,
        },
      )
    : holdsNoLedger(branch, error);
}

/** A branch is not at fault when somebody brings the key of another. */
const isWrongKey = (error: unknown): boolean =>
  error instanceof NotSignedError || (error instanceof Error && error.cause instanceof NotSignedError);

const REPAIR = 'vaultmesh ledger repair';

/** The next step for a branch that somebody else wrote to. */
export const MAY_REPAIR = `If somebody changed the branch, "${REPAIR}" restores the last good state.`;

const holdsNoLedger = (branch: string, cause: unknown): VaultMeshError =>
  new VaultMeshError(
    'not-found',
    `The branch ${branch} is there but holds no ledger (no checkpoint): delete it, or give --branch NAME.`,
    { cause },
  );

/** Whether the branch has a checkpoint, and whether it ever had one; throws when it is not there. */
function heldCheckpoint(
  terminal: Terminal,
  url: string,
  branch: string,
): Promise<{ readonly now: boolean; readonly ever: boolean }> {
  return withTemporaryDirectory(async (workDir) => {
    const history = await gitHistory({ url, branch, workDir, env: terminal.environment });
    try {
      const changes = history.commits
        .flatMap((commit) => commit.changes)
        .filter(({ path }) => path === FILES.checkpoint);
      return { now: changes.at(-1)?.file !== undefined, ever: changes.length > 0 };
    } finally {
      await history.close();
    }
  });
}
