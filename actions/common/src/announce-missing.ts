import type { MissingEvidence } from '../../../core/remembrancer/evidence/index.ts';
// By file, not by the folder's index: the bundle must not carry what the other steps need.
import { isDeferred } from '../../../core/remembrancer/release/backfill/wanted-evidence.ts';
import type { Runner } from './runner.ts';

const REMEDY = 'The Action "backfill", or "vaultmesh backfill", gets it later.';

/** Says what the record does without: a warning where somebody can change something, else a line in the log. */
export function announceMissing(
  runner: Runner,
  missing: readonly MissingEvidence[],
  run: { readonly fromFork: boolean },
): void {
  for (const { layer, reason, detail } of missing) {
    if (reason === 'not-configured') runner.info(`${layer}: ${detail}`);
    else if (reason === 'not-permitted' && run.fromFork) runner.notice(`Recorded without ${layer}`, detail);
    else runner.warning(`Recorded without ${layer}`, isDeferred(reason) ? `${detail} ${REMEDY}` : detail);
  }
}
