import { sha256Hex } from '../../common/bytes.ts';
import type { LayerVerdict } from '../evidence/layer-verdict.ts';
import type { ProvenReceipt } from '../proof/vmproof.ts';
import type { Subject } from '../evidence/subject.ts';
import { evidenceFileName, type EvidenceFile, type Receipt } from '../receipt/index.ts';

export interface CheckedReceipt {
  readonly verdict: LayerVerdict;
  /** The evidence of the proof that the receipt commits to. */
  readonly committed: readonly EvidenceFile[];
}

/** Whether the receipt commits to every piece of evidence that comes with it, as evidence for the proof's own subject. */
export function checkReceipt(
  { evidence }: Pick<ProvenReceipt, 'evidence'>,
  receipt: Receipt,
  subject: Subject,
): CheckedReceipt {
  const named = new Map(receipt.evidence.map((digest) => [evidenceFileName(digest), digest]));
  const committed: EvidenceFile[] = [];
  const strays: string[] = [];
  for (const file of evidence) {
    const name = evidenceFileName(file);
    const digest = named.get(name);
    // A file that is there twice is a stray the second time.
    named.delete(name);
    const isCommitted =
      digest?.sha256 === sha256Hex(file.content) &&
      digest.subject === file.subject &&
      (file.subject === undefined || file.subject === subject.name);
    if (isCommitted) committed.push(file);
    else strays.push(name);
  }
  const verdict: LayerVerdict =
    strays.length === 0
      ? {
          layer: 'receipt',
          status: 'valid',
          reason: 'verified',
          detail: `The receipt of ${receipt.id} commits to all evidence of the proof.`,
        }
      : {
          layer: 'receipt',
          status: 'invalid',
          reason: 'mismatch',
          detail: `The receipt of ${receipt.id} does not commit to ${strays.join(', ')} as evidence for ${subject.name}.`,
        };
  return { verdict, committed };
}
