import type { MissingEvidence } from '../../../core/remembrancer/evidence/index.ts';
import type { SigstoreSigning } from '../../../core/remembrancer/release/sign-keyless.ts';
import type { Runner } from './runner.ts';
import { whyNoSigstore, type SigstoreMode } from './why-no-sigstore.ts';
import type { WorkflowRun } from './workflow-run.ts';

export interface SigstoreInputs {
  readonly sigstore: SigstoreMode;
  readonly fulcioUrl: string;
  readonly rekorUrl: string;
}

/** How this run signs with Sigstore, or why it does not; `commit` is that of what it signs. */
export function sigstoreOfRun(
  { sigstore, fulcioUrl, rekorUrl }: SigstoreInputs,
  run: WorkflowRun,
  commit: string,
  runner: Pick<Runner, 'identityToken'>,
): SigstoreSigning | MissingEvidence {
  return (
    whyNoSigstore(sigstore, run) ?? {
      run: { ...run, repository: `${run.owner}/${run.repository}`, commit },
      identityToken: () => runner.identityToken('sigstore'),
      fulcioUrl,
      rekorUrl,
    }
  );
}
