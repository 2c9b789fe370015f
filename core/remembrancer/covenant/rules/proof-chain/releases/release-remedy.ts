import type { Receipt } from '../../../../receipt/index.ts';
import { isDeferred } from '../../../../release/backfill/wanted-evidence.ts';
import type { RecordEvidence } from './evidence-of-record.ts';

/** What to do for a record whose evidence lacks something or does not hold. */
export function releaseRemedy(
  { subjects, missing }: Pick<Receipt, 'subjects' | 'missing'>,
  { unsigned, unstamped, faults }: RecordEvidence,
): string {
  if (faults.length > 0) return 'Make a new release: what the ledger has of this one stays as it is.';
  if (subjects.length === 0) {
    return 'Give the recording workflow the files of the next release, and except this one with a reason.';
  }
  const isOwed = (isStamp: boolean): boolean =>
    missing.some(({ layer, reason }) => (layer === 'rfc3161') === isStamp && isDeferred(reason));
  const remedies = [
    ...(unsigned.length === 0 ? [] : [isOwed(false) ? BACKFILL : SIGN]),
    ...(unstamped.length === 0 ? [] : [isOwed(true) ? BACKFILL : STAMP]),
  ];
  return [...new Set(remedies)].join(' ');
}

const BACKFILL =
  'Run `vaultmesh backfill OWNER/REPO --log-key KEY-FILE`, which gets the evidence that a service owed when it was recorded.';

const SIGN =
  'Sign each artifact with `vaultmesh sign FILE --openpgp-key KEY-FILE`, and add that with the public key by `vaultmesh ledger add-evidence OWNER/REPO ENTRY FILE.asc PUBLIC-KEY.asc --log-key KEY-FILE`.';

const STAMP =
  'Time-stamp each artifact with `vaultmesh timestamp FILE`, and add that by `vaultmesh ledger add-evidence OWNER/REPO ENTRY FILE.tsr --log-key KEY-FILE`.';
