import { fromUtf8 } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { FILES } from '../branch/branch-paths.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { type NoteVerifier, parseVerifierKey } from '../note/note-verifier.ts';
import { openCheckpoint } from '../open-checkpoint.ts';
import type { BranchHistory } from './branch-history.ts';

/** The checkpoint of each commit of a history, or a sentence on why it has none. */
export interface HistoryCheckpoints {
  /** The keys that the log is known to have, in their order. */
  readonly verifiers: readonly NoteVerifier[];
  readonly byCommit: readonly (Checkpoint | string)[];
}

/**
 * Reads the checkpoint of every commit. Without `verifierKeys` the key is that of the first commit: who comes later
 * cannot bring another. Throws `not-found` for a branch that began without a key.
 */
export async function readCheckpoints(
  history: BranchHistory,
  verifierKeys: readonly string[],
): Promise<HistoryCheckpoints> {
  const notes = blobsOf(history, FILES.checkpoint);
  const [key] = blobsOf(history, FILES.verifierKey);
  const ids = [...new Set([...notes, key].filter((oid) => oid !== undefined))];
  const blobs = ids.length === 0 ? new Map<string, Uint8Array>() : await history.readBlobs(ids);
  const keyBytes = key === undefined ? undefined : blobs.get(key);
  if (verifierKeys.length === 0 && keyBytes === undefined) {
    throw new VaultMeshError(
      'not-found',
      `The first commit of ${history.name} has no file "vkey": give the key.`,
    );
  }
  const texts = verifierKeys.length > 0 ? verifierKeys : [Buffer.from(keyBytes ?? []).toString()];
  const verifiers = texts.map((text) => parseVerifierKey(text));
  const opened = new Map(ids.map((oid) => [oid, openBlob(blobs.get(oid) ?? new Uint8Array(), verifiers)]));
  return {
    verifiers,
    byCommit: notes.map((oid) =>
      oid === undefined ? 'The file "checkpoint" is not there.' : (opened.get(oid) ?? ''),
    ),
  };
}

/** By commit, the blob that the file `path` is after it. */
export function blobsOf({ commits }: BranchHistory, path: string): (string | undefined)[] {
  let oid: string | undefined;
  return commits.map(({ changes }) => {
    const change = changes.find((candidate) => candidate.path === path);
    if (change !== undefined) oid = change.file?.isPlain === true ? change.file.oid : undefined;
    return oid;
  });
}

function openBlob(content: Uint8Array, verifiers: readonly NoteVerifier[]): Checkpoint | string {
  try {
    return openCheckpoint(fromUtf8(content), ...verifiers);
  } catch (error) {
    return error instanceof VaultMeshError ? error.message : 'The file "checkpoint" is not text.';
  }
}
