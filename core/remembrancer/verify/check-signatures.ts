import { fromUtf8 } from '../../common/bytes.ts';
import type { Artifact } from '../evidence/artifact.ts';
import type { Layer, LayerVerdict } from '../evidence/layer-verdict.ts';
import type { Subject } from '../evidence/subject.ts';
import type { EvidenceFile, EvidenceLayer, Receipt } from '../receipt/index.ts';
import type { TrustFile } from '../trust/trust-file.ts';
import { combine } from './combine.ts';
import type { DatedEvidence } from './date-evidence.ts';

/** What the evidence layers are judged by. */
export interface CommittedEvidence {
  readonly artifact: Artifact;
  /** The artifact as the proof names it. */
  readonly subject: Subject;
  /** The evidence of the proof that its receipts commit to. */
  readonly files: readonly DatedEvidence[];
  readonly missing: Receipt['missing'];
  readonly trust: TrustFile;
}

/** The OpenPGP signatures over the artifact's content; keys are judged at the moment that `judgedAt` gives. */
export async function checkOpenPgp(
  evidence: CommittedEvidence,
  judgedAt: (file: DatedEvidence) => Date,
): Promise<LayerVerdict> {
  const signatures = filesOf(evidence, 'openpgp');
  if (signatures.length === 0) return absent('openpgp', evidence);
  const { content } = evidence.artifact;
  if (content === undefined) {
    return {
      layer: 'openpgp',
      status: 'untrusted',
      reason: 'content-needed',
      detail: 'An OpenPGP signature is checked against content, and only a digest was given.',
    };
  }
  const { verifyDetached } = await import('../evidence/openpgp/index.ts');
  const { fingerprints, keys = [] } = evidence.trust.openpgp;
  const publicKeys = [...keys, ...filesOf(evidence, 'openpgp-key').map(textOf)];
  const verdicts: LayerVerdict[] = [];
  for (const file of signatures) {
    const at = judgedAt(file);
    verdicts.push(await verifyDetached({ content, signature: textOf(file), publicKeys, fingerprints, at }));
  }
  return combine(verdicts);
}

/** The Sigstore bundles that name the artifact; none may be from after `at`. */
export async function checkSigstore(evidence: CommittedEvidence, at: Date): Promise<LayerVerdict> {
  const bundles = filesOf(evidence, 'sigstore');
  if (bundles.length === 0) return absent('sigstore', evidence);
  const { sigstore } = evidence.trust;
  if (sigstore === undefined) {
    return {
      layer: 'sigstore',
      status: 'untrusted',
      reason: 'no-trust',
      detail: 'There is a Sigstore bundle, and the trust file says nothing about Sigstore.',
    };
  }
  const { verifyBundle } = await import('../evidence/sigstore/verify-bundle.ts');
  const subject = { ...evidence.artifact.subject, name: evidence.subject.name };
  return combine(bundles.map((file) => verifyBundle({ bundle: textOf(file), subject, at, ...sigstore })));
}

/** The RFC 3161 tokens over the artifact; none may be from after `at`. */
export async function checkTimestamps(evidence: CommittedEvidence, at: Date): Promise<LayerVerdict> {
  const tokens = filesOf(evidence, 'rfc3161');
  if (tokens.length === 0) return absent('rfc3161', evidence);
  const { verifyTimestamp } = await import('../evidence/rfc3161/verify-timestamp.ts');
  const { subject } = evidence.artifact;
  const trust = evidence.trust.rfc3161;
  return combine(
    await Promise.all(tokens.map(({ content }) => verifyTimestamp({ tsr: content, subject, trust, at }))),
  );
}

const filesOf = ({ files }: CommittedEvidence, layer: EvidenceLayer): readonly DatedEvidence[] =>
  files.filter((file) => file.layer === layer);

/** Bytes that are not UTF-8 give a text that no parser takes. */
function textOf({ content }: EvidenceFile): string {
  try {
    return fromUtf8(content);
  } catch {
    return '';
  }
}

function absent(layer: Layer, { missing }: CommittedEvidence): LayerVerdict {
  const said = missing.filter((item) => item.layer === layer).map(({ detail }) => detail);
  return {
    layer,
    status: 'absent',
    reason: 'missing',
    detail: said.length === 0 ? `There is no evidence of ${layer}.` : `The receipt says: ${said.join(' ')}`,
  };
}
