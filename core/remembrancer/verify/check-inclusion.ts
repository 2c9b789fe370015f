import { VaultMeshError } from '../../common/error.ts';
import type { LayerVerdict, VerdictReason } from '../evidence/layer-verdict.ts';
import { parseCheckpoint, parseTlogProof, type Policy, splitNote, verifyTlogProof } from '../ledger/index.ts';
import { entryOf, type Receipt } from '../receipt/index.ts';
import { logsAt, type TrustPolicy } from '../trust/policy-of.ts';

export interface CheckedInclusion {
  readonly inclusion: LayerVerdict;
  readonly witness: LayerVerdict;
}

/**
 * Whether the receipt's entry is in a log of the policy, and whether the witnesses that cosigned the checkpoint are a
 * quorum of it (C2SP tlog-proof, tlog-policy). A key that its log retired counts up to the checkpoint over the entry that
 * says so (SPEC.md, section 7). These are two layers, since cosignatures come after the record.
 */
export function checkInclusion(tlogProof: string, receipt: Receipt, policy: TrustPolicy): CheckedInclusion {
  try {
    if (!isByKnownLog(tlogProof, policy)) {
      return notIncluded(
        'unknown-signer',
        'No log that the trust file names signed the checkpoint of the proof.',
      );
    }
    const present = withoutRetired(tlogProof, policy);
    if (!isByKnownLog(tlogProof, present)) {
      return notIncluded(
        'unknown-signer',
        'The checkpoint of the proof is signed by a key that its log retired before, and by none that took its place.',
      );
    }
    const { checkpoint, index, witnesses, quorumMet } = verifyTlogProof(tlogProof, entryOf(receipt), present);
    const { origin, size } = checkpoint;
    return {
      inclusion: inclusion('verified', `Entry ${index} of ${size} in the log ${origin}.`, origin),
      witness: witnessVerdict(policy, witnesses, quorumMet),
    };
  } catch (error) {
    if (!(error instanceof VaultMeshError) || error.code !== 'verification-failed') throw error;
    return notIncluded('bad-signature', error.message);
  }
}

/** The policy without the keys that do not count for a checkpoint of this size. */
function withoutRetired(tlogProof: string, policy: TrustPolicy): Policy {
  const { size } = parseCheckpoint(splitNote(parseTlogProof(tlogProof).checkpoint).text);
  return { ...policy, logs: logsAt(policy, size) };
}

/** Whether one of the signature lines claims to be by a log of the policy; what it is worth is checked after. */
function isByKnownLog(tlogProof: string, { logs }: Policy): boolean {
  const { lines } = splitNote(parseTlogProof(tlogProof).checkpoint);
  return lines.some((line) => logs.some(({ name, keyId }) => name === line.name && keyId === line.keyId));
}

function witnessVerdict(
  { witnesses: known }: Policy,
  cosigned: readonly string[],
  quorumMet: boolean,
): LayerVerdict {
  const verdict = (status: LayerVerdict['status'], reason: VerdictReason, detail: string): LayerVerdict => ({
    layer: 'witness',
    status,
    reason,
    detail,
  });
  if (known.size === 0) return verdict('absent', 'no-trust', 'The trust file names no witness.');
  const names = cosigned.join(', ');
  if (!quorumMet) {
    const who = names === '' ? 'No known witness' : `Only ${names}`;
    const detail = `${who} cosigned the checkpoint, so the quorum of the trust file's policy is not reached; this counts when witness is required (\`--require witness\`).`;
    return verdict('absent', 'below-quorum', detail);
  }
  return names === ''
    ? verdict('absent', 'missing', 'No known witness cosigned the checkpoint.')
    : { ...verdict('valid', 'verified', `Cosigned by ${names}.`), by: names };
}

const notIncluded = (reason: VerdictReason, detail: string): CheckedInclusion => ({
  inclusion: inclusion(reason, detail),
  witness: {
    layer: 'witness',
    status: 'absent',
    reason: 'missing',
    detail: 'There is no checkpoint of a known log to cosign.',
  },
});

function inclusion(reason: VerdictReason, detail: string, by?: string): LayerVerdict {
  const status = reason === 'verified' ? 'valid' : reason === 'unknown-signer' ? 'untrusted' : 'invalid';
  return { layer: 'inclusion', status, reason, detail, ...(by !== undefined && { by }) };
}
