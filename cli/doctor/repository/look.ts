import { asVaultMeshError } from '../../../core/common/error.ts';
import { hasStatus } from '../../../core/github/status.ts';
import { explainRefusal } from '../../github/explain-refusal.ts';
import type { Finding } from '../finding.ts';

const NOT_SEEN = 'Give a token of an administrator in GH_TOKEN, or look at it on GitHub.';

/**
 * What `ask` finds. GitHub hides what a token may not see behind 404 as well as 403, so that is a problem, `missing`, for
 * an administrator only; for others, and where there was no answer, it cannot be told.
 */
export async function look(
  check: string,
  missing: Pick<Finding, 'detail' | 'remedy'> | undefined,
  ask: () => Promise<Finding>,
): Promise<Finding> {
  try {
    return await ask();
  } catch (error) {
    if (missing !== undefined && hasStatus(error, 404)) {
      return { check, status: 'problem', ...missing, code: 'not-found' };
    }
    const { code, message } = asVaultMeshError(explainRefusal(error));
    if (hasStatus(error, 401)) {
      return { check, status: 'problem', detail: message, remedy: 'GH_TOKEN=$(gh auth token)', code };
    }
    if (code === 'verification-failed') {
      const remedy =
        'Run "vaultmesh ledger fsck" on it, and "vaultmesh ledger audit", before anything else is recorded.';
      return { check, status: 'problem', detail: message, remedy, code };
    }
    return { check, status: 'unknown', detail: message, remedy: NOT_SEEN };
  }
}
