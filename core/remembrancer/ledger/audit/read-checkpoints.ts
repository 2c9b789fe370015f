import { fromUtf8 } from '../../../common/bytes.ts';
import { counted } from '../../../common/counted.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { FILES } from '../branch/branch-paths.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { isRetiredAt, type RetiredKey } from '../keys/retired-key.ts';
import { type NoteVerifier, parseVerifierKey } from '../note/note-verifier.ts';
import { openNote } from '../note/open-note.ts';
import { openCheckpoint } from '../open-checkpoint.ts';
import type { BranchHistory } from './branch-history.ts';

/** A checkpoint, and the keys of the log that signed it. */
export interface SignedCheckpoint extends Checkpoint {
  readonly signedBy: readonly string[];
}

/** The checkpoint of each commit of a history, or a sentence on why it has none. */
export interface HistoryCheckpoints {
  /** The keys that the log is known to have, in their order. */
  readonly verifiers: readonly NoteVerifier[];
  /** Those of them that the log has retired, as far as it was read. */
  readonly retired: readonly RetiredKey[];
  readonly byCommit: readonly (SignedCheckpoint | string)[];
}

/**
 * Reads the checkpoint of every commit. Without `verifierKeys` the key is that of the first commit: who comes later
 * cannot bring another. What only `retired` keys signed is no checkpoint. Throws `not-found` for a branch that began
 * without a key, `verification-failed` without `verifierKeys` for one that was merged with another beginning.
 */
export async function readCheckpoints(
  history: BranchHistory,
  verifierKeys: readonly string[],
  retired: readonly RetiredKey[] = [],
): Promise<HistoryCheckpoints> {
  const notes = blobsOf(history, FILES.checkpoint);
  const [key] = blobsOf(history, FILES.verifierKey);
  const ids = [...new Set([...notes, key].filter((oid) => oid !== undefined))];
  const blobs = ids.length === 0 ? new Map<string, Uint8Array>() : await history.readBlobs(ids);
  const keyBytes = key === undefined ? undefined : blobs.get(key);
  if (verifierKeys.length === 0 && history.commits.filter(({ parents }) => parents.length === 0).length > 1) {
    throw new VaultMeshError(
      'verification-failed',
      `${history.name} was merged with another branch, and has more than one first commit: give the key.`,
    );
  }
  if (verifierKeys.length === 0 && keyBytes === undefined) {
    throw new VaultMeshError(
      'not-found',
      `The first commit of ${history.name} has no file "vkey": give the key.`,
    );
  }
  const texts = verifierKeys.length > 0 ? verifierKeys : [Buffer.from(keyBytes ?? []).toString()];
  const verifiers = texts.map((text) => parseVerifierKey(text));
  const opened = new Map(ids.map((oid) => [oid, openBlob(blobs.get(oid), verifiers, retired)]));
  return {
    verifiers,
    retired,
    byCommit: notes.map((oid) =>
      oid === undefined ? 'The file "checkpoint" is not there.' : (opened.get(oid) ?? ''),
    ),
  };
}

/** The keys that may sign what follows `size` entries: all that are not retired by then. */
export const writersAt = (
  { verifiers, retired }: Pick<HistoryCheckpoints, 'verifiers' | 'retired'>,
  size: number,
): NoteVerifier[] => verifiers.filter(({ verifierKey }) => !isRetiredAt(retired, verifierKey, size + 1));

/** By commit, the blob that the file `path` is after it. */
export function blobsOf({ commits }: BranchHistory, path: string): (string | undefined)[] {
  let oid: string | undefined;
  return commits.map(({ changes }) => {
    const change = changes.find((candidate) => candidate.path === path);
    if (change !== undefined) oid = change.file?.isPlain === true ? change.file.oid : undefined;
    return oid;
  });
}

function openBlob(
  content: Uint8Array | undefined,
  verifiers: readonly NoteVerifier[],
  retired: readonly RetiredKey[],
): SignedCheckpoint | string {
  try {
    const note = fromUtf8(content ?? new Uint8Array());
    const checkpoint = openCheckpoint(note, ...verifiers);
    const signedBy = openNote(note, verifiers).signatures.map(({ verifier }) => verifier.verifierKey);
    if (!signedBy.every((key) => isRetiredAt(retired, key, checkpoint.size)))
      return { ...checkpoint, signedBy };
    return `The checkpoint of ${counted(checkpoint.size, 'entry', 'entries')} is signed only by ${signedBy.join(' and ')}, which the log has retired.`;
  } catch (error) {
    return error instanceof VaultMeshError ? error.message : 'The file "checkpoint" is not text.';
  }
}
