import { type Clock, formatTime } from '../../common/clock.ts';
import { VaultMeshError } from '../../common/error.ts';
import { printable } from '../../common/printable.ts';
import type { Artifact } from '../evidence/artifact.ts';
import { LAYERS, type Layer, type LayerVerdict } from '../evidence/layer-verdict.ts';
import type { Proof } from '../proof/vmproof.ts';
import type { Receipt } from '../receipt/index.ts';
import { policyOf } from '../trust/policy-of.ts';
import type { TrustFile } from '../trust/trust-file.ts';
import { checkCheckpointTime, timestampedProofOf } from './check-checkpoint-time.ts';
import { checkDigest } from './check-digest.ts';
import { checkInclusion } from './check-inclusion.ts';
import { checkLateEvidence } from './check-late-evidence.ts';
import { checkReceiptTime } from './check-receipt-time.ts';
import { checkReceipt, type CheckedReceipt } from './check-receipt.ts';
import { checkOpenPgp, checkSigstore, checkTimestamps } from './check-signatures.ts';
import { combineParts } from './combine.ts';
import { dateEvidence, type DatedEvidence } from './date-evidence.ts';
import { isReceipt, readReceipt } from './read-receipt.ts';
import { DEFAULT_REQUIRED, judge, type AnyOf, type RecordedAs, type Verdict } from './verdict.ts';

export interface VerifyOptions {
  /** The artifact by its own digest, computed by the verifier; with its content OpenPGP signatures can be checked. */
  readonly artifact: Artifact;
  readonly proof: Proof;
  readonly trust: TrustFile;
  /** Layers that must all be valid, beside inclusion; by default one of OpenPGP and Sigstore. */
  readonly require?: readonly Layer[];
  /**
   * The moment that the verdict is about: a receipt or evidence from after it makes its layer invalid. By default an
   * OpenPGP key is judged at the time of the token over the checkpoint, without a good one when the ledger says that it
   * recorded the release, and at the clock's time when that is not proven either.
   */
  readonly at?: Date;
  readonly clock: Clock;
}

/**
 * Checks an artifact against its proof and a trust file, layer by layer, without any network. Throws `usage` for a
 * trust file whose policy or roots cannot be read, and for an empty `require`, and `incomplete` for a receipt of a later
 * format; everything else is in the verdict.
 */
export async function verifyArtifact(options: VerifyOptions): Promise<Verdict> {
  const required = requirement(options.require);
  const receipt = readReceipt(options.proof.receipt, 'The receipt in the proof');
  const layers = isReceipt(receipt) ? await checkLayers(options, receipt) : withoutReceipt(receipt);
  return {
    schema: 1,
    verdict: judge(layers, required),
    subject: options.proof.subject,
    ...(isReceipt(receipt) && { record: recordOf(receipt) }),
    ...(options.at !== undefined && { at: formatTime(options.at) }),
    required,
    layers: LAYERS.flatMap((name) => layers.filter(({ layer }) => layer === name).map(forReading)),
  };
}

/** Names and words in a verdict may be those of whoever made the proof. */
const forReading = (verdict: LayerVerdict): LayerVerdict => ({
  ...verdict,
  detail: printable(verdict.detail),
  ...(verdict.by !== undefined && { by: printable(verdict.by) }),
});

function requirement(layers: readonly Layer[] | undefined): readonly AnyOf[] {
  if (layers === undefined) return DEFAULT_REQUIRED;
  // What no log of the trust file has is never good: its receipt and evidence are words of whoever made the proof.
  if (layers.length > 0) return [...new Set<Layer>(['inclusion', ...layers])].map((layer): AnyOf => [layer]);
  throw new VaultMeshError('usage', `Name at least one layer to require: ${LAYERS.join(', ')}.`);
}

const recordOf = ({ id, kind, component, version }: Receipt): RecordedAs => ({
  operation: id,
  kind,
  component,
  version,
});

async function checkLayers(options: VerifyOptions, receipt: Receipt): Promise<LayerVerdict[]> {
  const { artifact, proof, trust, clock } = options;
  const { subject, tlogProof } = proof;
  const policy = policyOf(trust);
  const at = options.at ?? clock();
  const { verdict, committed } = checkFirstReceipt(proof, receipt);
  const { inclusion, witness } = checkInclusion(tlogProof, receipt, policy);
  const later = (proof.later ?? []).map((each) =>
    checkLateEvidence(each, receipt, subject, policy, options.at),
  );
  const checkpointTime = await checkCheckpointTime(proof, receipt, policy, trust.rfc3161, at);
  const stamped = timestampedProofOf(proof);
  // The token is over a checkpoint that shows the first receipt, be it that of the proof or an earlier one.
  const first = { files: committed, recordedAt: new Date(receipt.time), tlogProof: stamped };
  const files: DatedEvidence[] = [
    ...(inclusion.status === 'valid' ? dateEvidence(first, stamped, checkpointTime) : committed),
    ...later.flatMap((each) => dateEvidence(each, stamped, checkpointTime)),
  ];
  const evidence = { artifact, subject, files, missing: receipt.missing, trust };
  const parts = [
    verdict,
    ...checkReceiptTime(receipt, options.at),
    inclusion,
    ...later.flatMap(({ verdicts }) => verdicts),
  ];
  return [
    checkDigest(artifact.subject, subject, receipt),
    await checkOpenPgp(evidence, ({ by }) => options.at ?? by ?? clock()),
    await checkSigstore(evidence, at),
    await checkTimestamps(evidence, at),
    combineParts(parts.filter(({ layer }) => layer === 'receipt')),
    combineParts(parts.filter(({ layer }) => layer === 'inclusion')),
    checkpointTime,
    witness,
  ];
}

/** A receipt that only brings evidence for another one is not the record of an artifact. */
function checkFirstReceipt(proof: Proof, receipt: Receipt): CheckedReceipt {
  if (receipt.kind !== 'evidence') return checkReceipt(proof, receipt, proof.subject);
  const detail = `The receipt of ${receipt.id} only brings evidence for another one, and stands in its place.`;
  return { verdict: { layer: 'receipt', status: 'invalid', reason: 'mismatch', detail }, committed: [] };
}

/** Without a receipt nothing says what the rest is about. */
const withoutReceipt = (verdict: LayerVerdict): LayerVerdict[] =>
  LAYERS.map((layer) =>
    layer === 'receipt'
      ? verdict
      : { layer, status: 'absent', reason: 'missing', detail: `There is no receipt to check ${layer} by.` },
  );
