import { counted } from '../../common/counted.ts';
import { succeeded, type Outcome } from '../../common/outcome.ts';
import type { EvidenceFolder } from '../evidence/evidence-folder.ts';
import type { MissingEvidence } from '../evidence/missing-evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { evidenceFileName } from '../receipt/evidence-file.ts';

/** What an evidence folder holds, by name. */
export interface FolderResult {
  readonly subjects: readonly Subject[];
  readonly evidence: readonly { readonly file: string; readonly subject?: string }[];
  readonly missing: readonly MissingEvidence[];
}

/** The outcome of signing or time-stamping, which Actions and CLI give alike. */
export function outcomeOfFolder(operation: string, folder: EvidenceFolder): Outcome<FolderResult> {
  const { subjects, missing } = folder;
  const evidence = folder.evidence.map((file) => ({
    file: evidenceFileName(file),
    ...(file.subject !== undefined && { subject: file.subject }),
  }));
  const without = missing.length === 0 ? '' : `, without ${missing.map(({ layer }) => layer).join(' and ')}`;
  return succeeded(`${operation} has ${counted(evidence.length, 'file')} of evidence${without}.`, {
    subjects,
    evidence,
    missing,
  });
}
