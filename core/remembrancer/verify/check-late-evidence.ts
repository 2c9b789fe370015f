import type { LayerVerdict } from '../evidence/layer-verdict.ts';
import type { Subject } from '../evidence/subject.ts';
import type { ProvenReceipt } from '../proof/vmproof.ts';
import { lateEvidenceFor, type Receipt } from '../receipt/index.ts';
import type { TrustPolicy } from '../trust/policy-of.ts';
import { isSame } from './check-digest.ts';
import { checkInclusion } from './check-inclusion.ts';
import { checkReceipt } from './check-receipt.ts';
import { checkReceiptTime } from './check-receipt-time.ts';
import type { RecordedEvidence } from './date-evidence.ts';
import { isReceipt, readReceipt } from './read-receipt.ts';

/** Its files are those that count: none unless the log has the later receipt, and that one is for the first. */
export interface CheckedLateEvidence extends RecordedEvidence {
  /** What it says of the layers `receipt` and `inclusion`. */
  readonly verdicts: readonly LayerVerdict[];
}

/**
 * Whether a receipt that came later brings evidence for `subject` of the `first` receipt: it links that receipt by its
 * digest, has the subject too, commits to what comes with it, and is in a log of the policy by itself. It may not be from
 * after `at`, where a moment was asked for.
 */
export function checkLateEvidence(
  later: ProvenReceipt,
  first: Receipt,
  subject: Subject,
  policy: TrustPolicy,
  at?: Date,
): CheckedLateEvidence {
  const { tlogProof } = later;
  const receipt = readReceipt(later.receipt, 'A later receipt in the proof');
  if (!isReceipt(receipt)) return { verdicts: [receipt], files: [], recordedAt: new Date(0), tlogProof };
  const { verdict, committed } = checkReceipt(later, receipt, subject);
  const { inclusion } = checkInclusion(tlogProof, receipt, policy);
  const verdicts = [strangerTo(first, subject, receipt) ?? verdict, ofLateEvidence(inclusion)];
  const counts = verdicts.every(({ status }) => status === 'valid');
  return {
    verdicts: [...verdicts, ...checkReceiptTime(receipt, at)],
    files: counts ? committed : [],
    recordedAt: new Date(receipt.time),
    tlogProof,
  };
}

/** What is wrong when `later` speaks of something else than the first receipt and the subject. */
function strangerTo(first: Receipt, subject: Subject, later: Receipt): LayerVerdict | undefined {
  const isLinked = lateEvidenceFor(first, [later]).length > 0;
  if (isLinked && later.subjects.some((each) => each.name === subject.name && isSame(each, subject)))
    return undefined;
  return {
    layer: 'receipt',
    status: 'invalid',
    reason: 'mismatch',
    detail: `The later receipt of ${later.id} brings no evidence for ${subject.name} in the receipt of ${first.id}.`,
  };
}

const ofLateEvidence = (verdict: LayerVerdict): LayerVerdict => ({
  ...verdict,
  detail: `Of evidence that came later: ${verdict.detail}`,
});
