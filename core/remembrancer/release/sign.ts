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
import type { EvidenceFile } from '../receipt/evidence-file.ts';
import { isMissing, orMissing, refuseMissing, type OnMissing } from './on-missing.ts';
import { refuseCollisions } from './refuse-collisions.ts';
import { signKeyless, type SigstoreSigning } from './sign-keyless.ts';

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

/**
 * The first step of a record: makes the evidence folder with OpenPGP signatures over each file and one Sigstore bundle
 * over all artifacts. The folder is written last, so nothing is left behind when a step fails. Throws `usage` for
 * artifacts whose files would collide and for an OpenPGP key that cannot sign, `conflict` when the folder is there
 * already and, with `fail`, what kept a service from signing.
 */
export async function sign(options: SignOptions): Promise<EvidenceFolder> {
  const { directory, artifacts } = options;
  const subjects = artifacts.map(({ subject }) => subject);
  refuseCollisions(subjects.map(({ name }) => name));
  const pieces = [...(await signWithOpenPgp(options)), await signWithSigstore(options)];
  await createFolder(directory, subjects);
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
  const subjects = artifacts.map(({ subject }) => subject);
  return orMissing('sigstore', onMissing, async (): Promise<Piece> => {
    return { layer: 'sigstore', content: utf8(await signKeyless(sigstore, subjects)) };
  });
}

const notConfigured = (detail: string): MissingEvidence => ({
  layer: 'openpgp',
  reason: 'not-configured',
  detail,
});
