import type { MissingEvidence } from '../../../core/remembrancer/evidence/index.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';

export type SigstoreMode = 'auto' | 'on' | 'off';

/**
 * Why this run is not signed with Sigstore, with what to change, as the receipt will say it; `undefined` when it is.
 * A private repository is signed only if asked for, since Fulcio and Rekor publish its name. A pull request from a
 * fork never gets an identity, whatever its workflow declares, and nothing is wrong with that.
 */
export function whyNoSigstore(
  mode: SigstoreMode,
  run: Pick<WorkflowRun, 'isPrivate' | 'fromFork' | 'hasIdentity'>,
): MissingEvidence | undefined {
  if (mode === 'off') return missing('not-configured', 'Sigstore is turned off by the input "sigstore".');
  if (mode === 'auto' && run.isPrivate) {
    return missing(
      'not-configured',
      'Sigstore would publish the name of this private repository; "sigstore: on" signs all the same.',
    );
  }
  if (run.hasIdentity) return undefined;
  return run.fromFork
    ? missing('not-permitted', 'GitHub gives a pull request from a fork no identity to sign with.')
    : missing(
        'not-permitted',
        'The job has no identity to sign with; add "permissions: id-token: write" to it.',
      );
}

function missing(reason: MissingEvidence['reason'], detail: string): MissingEvidence {
  return { layer: 'sigstore', reason, detail };
}
