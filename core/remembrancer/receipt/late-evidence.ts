import { sha256Hex } from '../../common/bytes.ts';
import type { EvidenceFile } from './evidence-file.ts';
import { makeReceipt } from './make-receipt.ts';
import { receiptBytes } from './receipt-bytes.ts';
import type { Receipt } from './receipt.ts';

const COMPLETES = 'completes';

/**
 * The receipt of evidence that came after its record, such as a token of an authority that was down: an entry of its
 * own that points to the first by digest, which is never rewritten. The same evidence gives the same operation. Throws
 * `usage` for evidence that speaks of another artifact than the record has.
 */
export function makeLateEvidence(first: Receipt, evidence: readonly EvidenceFile[], time: Date): Receipt {
  const digest = sha256Hex(receiptBytes(first));
  const files = evidence.map(({ content }) => sha256Hex(content)).toSorted();
  const { component, version, subjects } = first;
  return makeReceipt({
    id: `evidence:${digest}:${sha256Hex(files.join('\n'))}`,
    kind: 'evidence',
    component,
    version,
    time,
    subjects,
    evidence,
    missing: [],
    links: [{ rel: COMPLETES, target: digest }],
  });
}

/** The SHA-256 of the first record's receipt, in hex, when `receipt` is one of evidence that came late. */
export const completedBy = ({ kind, links = [] }: Receipt): string | undefined =>
  kind === 'evidence' ? links.find(({ rel }) => rel === COMPLETES)?.target : undefined;

/** The receipts among `later` that bring evidence for `first`. */
export function lateEvidenceFor(first: Receipt, later: readonly Receipt[]): Receipt[] {
  const digest = sha256Hex(receiptBytes(first));
  return later.filter((receipt) => completedBy(receipt) === digest);
}
