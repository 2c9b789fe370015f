import type { Clock } from '../../common/clock.ts';
import { VaultMeshError } from '../../common/error.ts';
import { printable } from '../../common/printable.ts';
import type { Artifact } from '../evidence/artifact.ts';
import { LAYERS, type Layer, type LayerVerdict } from '../evidence/layer-verdict.ts';
import type { Proof } from '../proof/vmproof.ts';
import { parseReceipt, type Receipt } from '../receipt/index.ts';
import type { TrustFile } from '../trust/trust-file.ts';
import { checkDigest } from './check-digest.ts';
import { checkInclusion } from './check-inclusion.ts';
import { checkReceipt } from './check-receipt.ts';
import { checkOpenPgp, checkSigstore, checkTimestamps } from './check-signatures.ts';
import { DEFAULT_REQUIRED, isMet, type AnyOf, type Verdict } from './verdict.ts';

export interface VerifyOptions {
  /** The artifact by its own digest, computed by the verifier; with its content OpenPGP signatures can be checked. */
  readonly artifact: Artifact;
  readonly proof: Proof;
  readonly trust: TrustFile;
  /** Layers that must all be valid; by default inclusion, and one of OpenPGP and Sigstore. */
  readonly require?: readonly Layer[];
  /**
   * The moment that the verdict is about. By default keys are judged when the ledger recorded the release, if that is
   * proven, and at the clock's time if not.
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
  const layers = await checkLayers(options);
  const isInvalid = layers.some(({ status }) => status === 'invalid');
  const isComplete = required.every((group) => isMet(group, layers));
  return {
    schema: 1,
    verdict: isInvalid ? 'invalid' : isComplete ? 'valid' : 'incomplete',
    subject: options.proof.subject,
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
  if (layers.length > 0) return layers.map((layer): AnyOf => [layer]);
  throw new VaultMeshError('usage', `Name at least one layer to require: ${LAYERS.join(', ')}.`);
}

async function checkLayers(options: VerifyOptions): Promise<LayerVerdict[]> {
  const { artifact, proof, trust, clock } = options;
  const receipt = readReceipt(proof);
  if (!('subjects' in receipt)) return withoutReceipt(receipt);
  const { inclusion, witness } = checkInclusion(proof.tlogProof, receipt, trust.policy);
  const { verdict, committed } = checkReceipt(proof, receipt);
  const recordedAt = inclusion.status === 'valid' ? new Date(receipt.time) : undefined;
  const evidence = { artifact, subject: proof.subject, files: committed, missing: receipt.missing, trust };
  return [
    checkDigest(artifact.subject, proof.subject, receipt),
    await checkOpenPgp(evidence, options.at ?? recordedAt ?? clock()),
    await checkSigstore(evidence),
    await checkTimestamps(evidence, options.at ?? clock()),
    verdict,
    inclusion,
    witness,
  ];
}

function readReceipt({ receipt }: Proof): Receipt | LayerVerdict {
  try {
    return parseReceipt(receipt, 'The receipt in the proof');
  } catch (error) {
    if (error instanceof VaultMeshError && error.code === 'incomplete') throw error;
    const detail = error instanceof Error ? error.message : String(error);
    return { layer: 'receipt', status: 'invalid', reason: 'malformed', detail };
  }
}

/** Without a receipt nothing says what the rest is about. */
const withoutReceipt = (verdict: LayerVerdict): LayerVerdict[] =>
  LAYERS.map((layer) =>
    layer === 'receipt'
      ? verdict
      : { layer, status: 'absent', reason: 'missing', detail: `There is no receipt to check ${layer} by.` },
  );
