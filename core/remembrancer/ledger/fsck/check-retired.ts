import { FILES } from '../branch/branch-paths.ts';
import { isRetiredAt } from '../keys/retired-key.ts';
import { parseVerifierKey } from '../note/note-verifier.ts';
import { openNote } from '../note/open-note.ts';
import type { CheckedHead } from './check-head.ts';
import type { Findings } from './findings.ts';
import type { IndexBuilder } from './index-builder.ts';

/** Checks that a key signed the checkpoint, and that the branch names one, that the log by its own records has not retired. */
export function checkRetired(
  { checkpoint: { size }, note, verifierKey, branchKey }: CheckedHead,
  { addedKeys, retiredKeys }: IndexBuilder,
  findings: Findings,
): void {
  if (retiredKeys.some((key) => key.verifierKey === branchKey)) {
    findings.report(FILES.verifierKey, 'key', 'The log has retired this key.');
  }
  const isRetired = (key: string): boolean => isRetiredAt(retiredKeys, key, size);
  if (!isRetired(verifierKey)) return;
  const later = addedKeys.map((added) => added.verifierKey).filter((key) => !isRetired(key));
  findings.try(FILES.checkpoint, 'key', () => {
    if (later.some((key) => isSignedBy(note, key))) return;
    throw new Error(
      `It is signed by ${verifierKey}, which the log has retired, and by no key that took its place.`,
    );
  });
}

function isSignedBy(note: string, verifierKey: string): boolean {
  try {
    openNote(note, [parseVerifierKey(verifierKey)]);
    return true;
  } catch {
    return false;
  }
}
