import { VaultMeshError } from '../../common/error.ts';
import { missingBecauseOf, type MissingEvidence } from '../evidence/missing-evidence.ts';

/**
 * What to do when evidence cannot be had: `defer` records without it and says so in the receipt; `fail` stops before
 * anything is written. What was not asked for is never a failure.
 */
export type OnMissing = 'defer' | 'fail';

const STOPPED = 'Nothing is recorded, because on-missing is "fail"; run it again, or with "defer".';

/**
 * What `work` gives; or, when it fails in a way that a record can do without, what the receipt says instead. With `fail`
 * that is thrown with what to do.
 */
export async function orMissing<Result extends object>(
  layer: MissingEvidence['layer'],
  onMissing: OnMissing,
  work: () => Promise<Result>,
): Promise<Result | MissingEvidence> {
  try {
    return await work();
  } catch (error) {
    const missing = missingBecauseOf(error, layer);
    if (missing === undefined || !(error instanceof VaultMeshError)) throw error;
    if (onMissing === 'defer') return missing;
    throw new VaultMeshError(error.code, `${error.message} ${STOPPED}`, { cause: error });
  }
}

/** Throws `not-permitted` when evidence that was asked for is missing and the record should stop for it. */
export function refuseMissing(missing: MissingEvidence, onMissing: OnMissing): void {
  if (onMissing === 'fail' && missing.reason !== 'not-configured') {
    throw new VaultMeshError('not-permitted', `${missing.detail} ${STOPPED}`);
  }
}

export const isMissing = (result: object): result is MissingEvidence => 'reason' in result;
