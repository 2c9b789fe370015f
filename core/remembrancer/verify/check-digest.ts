import type { LayerVerdict } from '../evidence/layer-verdict.ts';
import type { Subject } from '../evidence/subject.ts';
import type { Receipt } from '../receipt/index.ts';

/** Whether the artifact is the one that the proof is for, and the receipt has it as a subject. */
export function checkDigest(artifact: Subject, proven: Subject, receipt: Receipt): LayerVerdict {
  const { sha256 } = artifact;
  if (!isSame(artifact, proven)) {
    return mismatch(
      `The artifact has the SHA-256 ${sha256}, and the proof is for ${proven.name}, ${proven.sha256}.`,
    );
  }
  const subject = receipt.subjects.find(({ name }) => name === proven.name);
  if (subject === undefined || !isSame(subject, proven) || !isSame(subject, artifact)) {
    return mismatch(`The receipt of ${receipt.id} does not name ${proven.name} with the SHA-256 ${sha256}.`);
  }
  return {
    layer: 'digest',
    status: 'valid',
    reason: 'verified',
    detail: `The SHA-256 ${sha256} is that of ${proven.name} in the receipt of ${receipt.id}.`,
  };
}

/** The same SHA-256, and nothing else that both state differs. */
export function isSame(a: Subject, b: Subject): boolean {
  return (
    a.sha256 === b.sha256 &&
    (a.sha512 === undefined || b.sha512 === undefined || a.sha512 === b.sha512) &&
    (a.size === undefined || b.size === undefined || a.size === b.size)
  );
}

const mismatch = (detail: string): LayerVerdict => ({
  layer: 'digest',
  status: 'invalid',
  reason: 'mismatch',
  detail,
});
