import { utf8 } from '../../common/bytes.ts';
import type { Clock } from '../../common/clock.ts';
import type { Artifact } from '../evidence/artifact.ts';
import {
  addEvidence,
  addMissing,
  createFolder,
  readFolder,
  type EvidenceFolder,
} from '../evidence/evidence-folder.ts';
import type { MissingEvidence } from '../evidence/missing-evidence.ts';
import { provenanceStatement, type WorkflowRunSource } from '../evidence/sigstore/provenance-statement.ts';
import { tokenClaims } from '../evidence/sigstore/token-claims.ts';
import type { EvidenceFile } from '../receipt/evidence-file.ts';
import { isMissing, orMissing, refuseMissing, type OnMissing } from './on-missing.ts';

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

export interface SignOptions {
  /** Where to make the evidence folder. */
  readonly directory: string;
  readonly artifacts: readonly Artifact[];
  readonly openpgp?: { readonly armoredKey: string; readonly passphrase?: string };
  /** How to sign with Sigstore, or why not. */
  readonly sigstore: SigstoreSigning | MissingEvidence;
  readonly onMissing: OnMissing;
  readonly clock: Clock;
}

type Piece = Omit<EvidenceFile, 'n'> | MissingEvidence;

const SIGSTORE_TIMEOUT_MS = 20_000;

/**
 * The first step of a record: makes the evidence folder with OpenPGP signatures over each file and one Sigstore bundle
 * over all artifacts. The folder is written last, so nothing is left behind when a step fails.
 *
 * Throws `usage` for an OpenPGP key that cannot sign, `conflict` when the folder is there already and, with `fail`,
 * what kept a service from signing.
 */
export async function sign(options: SignOptions): Promise<EvidenceFolder> {
  const pieces = [...(await signWithOpenPgp(options)), await signWithSigstore(options)];
  const { directory, artifacts } = options;
  await createFolder(
    directory,
    artifacts.map(({ subject }) => subject),
  );
  for (const piece of pieces) {
    await (isMissing(piece) ? addMissing(directory, piece) : addEvidence(directory, piece));
  }
  return readFolder(directory);
}

async function signWithOpenPgp({ artifacts, openpgp, clock }: SignOptions): Promise<Piece[]> {
  if (openpgp === undefined) return [notConfigured('No OpenPGP key is configured.')];
  const { signDetached } = await import('../evidence/openpgp/index.ts');
  const pieces: Piece[] = [];
  let key: Piece | undefined;
  for (const { subject, content } of artifacts) {
    if (content === undefined) {
      pieces.push(notConfigured(`${subject.name} is known by its digest alone, and OpenPGP signs content.`));
      continue;
    }
    const { signature, publicKey } = await signDetached({ content, ...openpgp, clock });
    pieces.push({ layer: 'openpgp', subject: subject.name, content: utf8(signature) });
    key = { layer: 'openpgp-key', content: utf8(publicKey) };
  }
  return key === undefined ? pieces : [...pieces, key];
}

async function signWithSigstore({ artifacts, sigstore, onMissing }: SignOptions): Promise<Piece> {
  if (isMissing(sigstore)) {
    refuseMissing(sigstore, onMissing);
    return sigstore;
  }
  const { run, identityToken, timeoutMs = SIGSTORE_TIMEOUT_MS, ...services } = sigstore;
  const subjects = artifacts.map(({ subject }) => subject);
  return orMissing('sigstore', onMissing, async (): Promise<Piece> => {
    const token = await identityToken();
    const statement = provenanceStatement(subjects, run, tokenClaims(token));
    const { signStatement } = await import('../evidence/sigstore/sign-statement.ts');
    const bundle = await signStatement({ statement, identityToken: token, timeoutMs, ...services });
    return { layer: 'sigstore', content: utf8(bundle) };
  });
}

const notConfigured = (detail: string): MissingEvidence => ({
  layer: 'openpgp',
  reason: 'not-configured',
  detail,
});
