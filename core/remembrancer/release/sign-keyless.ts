import { provenanceStatement, type WorkflowRunSource } from '../evidence/sigstore/provenance-statement.ts';
import { tokenClaims } from '../evidence/sigstore/token-claims.ts';
import type { Subject } from '../evidence/subject.ts';

/** Keyless signing by the identity of a workflow run. */
export interface SigstoreSigning {
  readonly run: WorkflowRunSource;
  /** Fetches an OIDC token for the audience `sigstore`; `not-permitted` when the run has no identity. */
  readonly identityToken: () => Promise<string>;
  readonly fulcioUrl: string;
  readonly rekorUrl: string;
  readonly tsaUrl?: string;
  /** For each request; 20 s by default. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;

/** One Sigstore bundle (JSON) over `subjects`, whose statement names the run. Throws as `signStatement` does. */
export async function signKeyless(
  { run, identityToken, timeoutMs = TIMEOUT_MS, ...services }: SigstoreSigning,
  subjects: readonly Subject[],
): Promise<string> {
  const token = await identityToken();
  const statement = provenanceStatement(subjects, run, tokenClaims(token));
  const { signStatement } = await import('../evidence/sigstore/sign-statement.ts');
  return signStatement({ statement, identityToken: token, timeoutMs, ...services });
}
