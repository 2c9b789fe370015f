import { equalBytes, fromUtf8 } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { admittedEntries } from '../branch/admission.ts';
import { FILES } from '../branch/branch-paths.ts';
import { parseState } from '../branch/state-file.ts';
import { type Checkpoint, parseCheckpoint } from '../checkpoint.ts';
import { leafHash } from '../merkle/hash.ts';
import type { NoteVerifier } from '../note/note-verifier.ts';
import { openNote } from '../note/open-note.ts';
import type { LedgerStore, Snapshot } from '../store/ledger-store.ts';
import { parseBundle } from '../tile/entry-bundle.ts';
import { parseTile } from '../tile/hash-tile.ts';
import { edgeRoot, edgeWidths, type RightEdge } from '../tile/right-edge.ts';
import { bundlePath, TILE_WIDTH, tilePath } from '../tile/tile-path.ts';
import type { LogState } from './log-state.ts';

/**
 * Reads the log at the present head, and the files `also` with it, in one read. Throws `not-found` when there is no
 * ledger, and `verification-failed` when its checkpoint is not signed by `verifier` or its tiles do not lead to the root.
 */
export async function loadLog(
  store: LedgerStore,
  verifier: NoteVerifier,
  also: readonly string[] = [],
): Promise<{ state: LogState; files: Snapshot['files'] }> {
  const { head, files } = await store.read([FILES.checkpoint, FILES.state, FILES.admission, ...also]);
  const noteBytes = files.get(FILES.checkpoint);
  if (head === undefined || noteBytes === undefined) {
    throw new VaultMeshError(
      'not-found',
      'There is no ledger: the branch or its file "checkpoint" is missing. Make one with "vaultmesh ledger init".',
    );
  }
  const note = fromUtf8(noteBytes);
  const checkpoint = openCheckpoint(note, verifier);
  const admission = files.get(FILES.admission);
  const state: LogState = {
    head,
    checkpoint,
    note,
    edge: parseState(files.get(FILES.state), checkpoint) ?? (await edgeFromTiles(store, head, checkpoint)),
    admitted: admittedEntries(admission, checkpoint, verifier),
    hasAdmission: admission !== undefined,
  };
  return { state, files };
}

/** The checkpoint in `note`, signed by the log of `verifier` under its own name. Throws `verification-failed`. */
export function openCheckpoint(note: string, verifier: NoteVerifier): Checkpoint {
  const checkpoint = parseCheckpoint(openNote(note, [verifier]).text);
  if (checkpoint.origin !== verifier.name) {
    throw new VaultMeshError(
      'verification-failed',
      `The checkpoint is of the log "${checkpoint.origin}", and the key is that of "${verifier.name}".`,
    );
  }
  return checkpoint;
}

/** The right edge from the tiles themselves, for when state.json is missing or was tampered with. */
async function edgeFromTiles(store: LedgerStore, head: string, checkpoint: Checkpoint): Promise<RightEdge> {
  const { size } = checkpoint;
  const widths = edgeWidths(size);
  const bundle = bundlePath(Math.floor(size / TILE_WIDTH), widths[0] ?? 0);
  const tiles = widths.map((width, level) =>
    tilePath({ level, index: Math.floor(size / TILE_WIDTH ** (level + 1)), width }),
  );
  const wanted = [bundle, ...tiles].filter((_, i) => (widths[Math.max(i - 1, 0)] ?? 0) > 0);
  const { files } = await store.read(wanted, head);
  const content = (path: string): Uint8Array => files.get(path) ?? new Uint8Array();
  const entries = parseBundle(content(bundle), widths[0] ?? 0);
  const hashes = tiles.map((path, level) => parseTile(content(path), widths[level] ?? 0));
  if (entries !== undefined && !hashes.includes(undefined)) {
    const edge = { size, entries, hashes: hashes as Uint8Array[][] };
    if (isEdgeOf(edge, checkpoint)) return edge;
  }
  throw new VaultMeshError(
    'verification-failed',
    `The last tiles of the ledger do not lead to the signed root at size ${size}: the branch was changed by someone else. Restore the tree of the last commit that changed "checkpoint".`,
  );
}

/** Whether entries, hashes and root of an edge belong together. */
function isEdgeOf(edge: RightEdge, { root }: Checkpoint): boolean {
  const leaves = edge.hashes[0] ?? [];
  return (
    edge.entries.every((entry, i) => equalBytes(leafHash(entry), leaves[i] ?? new Uint8Array())) &&
    equalBytes(edgeRoot(edge), root)
  );
}
