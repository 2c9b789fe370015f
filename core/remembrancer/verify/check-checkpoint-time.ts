import { sha256Hex } from '../../common/bytes.ts';
import { counted } from '../../common/counted.ts';
import type { LayerVerdict } from '../evidence/layer-verdict.ts';
import {
  openNote,
  parseCheckpoint,
  parseTlogProof,
  type Policy,
  publishedCheckpoint,
} from '../ledger/index.ts';
import type { Proof } from '../proof/vmproof.ts';
import type { Receipt } from '../receipt/index.ts';
import type { TrustPolicy } from '../trust/policy-of.ts';
import type { TrustFile } from '../trust/trust-file.ts';
import { checkInclusion } from './check-inclusion.ts';
import { combine } from './combine.ts';

/**
 * Whether an authority saw a checkpoint of the log that has the receipt: the RFC 3161 tokens over it, none of which may
 * be from after `at`. Of several good ones the earliest gives the time.
 */
export async function checkCheckpointTime(
  proof: Proof,
  receipt: Receipt,
  policy: TrustPolicy,
  trust: TrustFile['rfc3161'],
  at: Date,
): Promise<LayerVerdict> {
  const { checkpointTimestamps: tokens = [] } = proof;
  if (tokens.length === 0) {
    return verdict({
      status: 'absent',
      reason: 'missing',
      detail: 'There is no time-stamp over the checkpoint.',
    });
  }
  const tlogProof = timestampedProofOf(proof);
  const { inclusion } = checkInclusion(tlogProof, receipt, policy);
  if (inclusion.status !== 'valid') {
    const detail = `The checkpoint that is time-stamped does not show the entry. ${inclusion.detail}`;
    return verdict({ ...inclusion, detail });
  }
  const { checkpoint } = parseTlogProof(tlogProof);
  const subject = { sha256: sha256Hex(published(checkpoint, policy)) };
  const { verifyTimestamp } = await import('../evidence/rfc3161/verify-timestamp.ts');
  const verdicts = await Promise.all(tokens.map((tsr) => verifyTimestamp({ tsr, subject, trust, at })));
  const { time, ...rest } = combine(verdicts.toSorted(byTime));
  const { size, origin } = parseCheckpoint(openNote(checkpoint, policy.logs).text);
  const what = rest.reason === 'mismatch' ? 'The time-stamp is for another checkpoint.' : rest.detail;
  const detail = `The checkpoint of ${origin} for ${counted(size, 'entry', 'entries')}: ${what}`;
  return verdict({ ...rest, detail, ...(time !== undefined && { time }) });
}

/** The tlog-proof at the checkpoint that is time-stamped. */
export const timestampedProofOf = ({ timestampedProof, tlogProof }: Proof): string =>
  timestampedProof ?? tlogProof;

/** The bytes that a token over the checkpoint is over, which a log of the policy signed. */
const published = (checkpoint: string, { logs }: Policy): string =>
  publishedCheckpoint(
    checkpoint,
    logs.filter(({ name }) => checkpoint.startsWith(`${name}\n`)),
  );

const verdict = (rest: Omit<LayerVerdict, 'layer'>): LayerVerdict => ({ ...rest, layer: 'checkpoint-time' });

const byTime = (a: LayerVerdict, b: LayerVerdict): number =>
  Date.parse(a.time ?? '9999') - Date.parse(b.time ?? '9999');
