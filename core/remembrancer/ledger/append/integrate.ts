import { utf8 } from '../../../common/bytes.ts';
import { FILES } from '../branch/branch-paths.ts';
import { pages } from '../branch/pages/pages.ts';
import { formatState } from '../branch/state-file.ts';
import { formatCheckpoint } from '../checkpoint.ts';
import { type NoteSigner, signersOf } from '../note/note-signer.ts';
import { signNote } from '../note/sign-note.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { edgeFiles, edgeRoot, extendEdge } from '../tile/right-edge.ts';
import { partialFolder } from '../tile/tile-path.ts';
import { latestEntries } from './latest-entries.ts';
import { edgeEntries, type LogState } from './log-state.ts';
import type { OneHistory } from './one-history.ts';

/** What integrating the admitted entries writes and deletes, and the log after it. */
export interface Integration {
  readonly state: LogState;
  /** Tiles and bundles of the log after it: the new full ones, and all of the right edge. */
  readonly tiles: ReadonlyMap<string, Uint8Array>;
  readonly additions: ReadonlyMap<string, Uint8Array>;
  readonly deletions: readonly string[];
}

/**
 * Puts what was admitted into the tree, and signs the checkpoint. A pure function of the state and the key (Ed25519 is
 * deterministic): whoever completes an admission, and however often, signs the same text for the same size. Throws what
 * `history.willSign` does.
 */
export async function integrate(
  store: LedgerStore,
  state: LogState,
  signer: NoteSigner,
  history: OneHistory,
): Promise<Integration> {
  const { edge, filled } = extendEdge(state.edge, state.admitted);
  const checkpoint = { origin: state.checkpoint.origin, size: edge.size, root: edgeRoot(edge) };
  history.willSign(state, checkpoint);
  const note = signNote(formatCheckpoint(checkpoint), ...signersOf(signer));
  const [before, after] = [edgeFiles(state.edge), edgeFiles(edge)];
  const tiles = new Map([...filled, ...after]);
  const additions = new Map([...tiles].filter(([path]) => !before.has(path)));
  additions.set(FILES.checkpoint, utf8(note));
  additions.set(FILES.state, formatState(edge));
  const latest = await latestEntries(store, state.head, edge, filled);
  const added = state.admitted.map((entry, i) => ({ index: state.edge.size + i, entry }));
  const { verifierKey } = signer;
  for (const [path, text] of pages({
    checkpoint,
    verifierKey,
    before: edgeEntries(state.edge),
    added,
    latest,
  })) {
    additions.set(path, utf8(text));
  }
  return {
    state: { head: state.head, checkpoint, note, edge, admitted: [], hasAdmission: state.hasAdmission },
    tiles,
    additions,
    deletions: await replacedPartials(store, state, [...filled.keys()]),
  };
}

/** The partial tiles and bundles that full ones take the place of. They stood until now, for every published checkpoint. */
async function replacedPartials(
  store: LedgerStore,
  { head, edge }: LogState,
  filled: readonly string[],
): Promise<string[]> {
  const begun = new Set([...edgeFiles(edge).keys()].map((path) => path.slice(0, path.lastIndexOf('/'))));
  const folders = filled.map(partialFolder).filter((folder) => begun.has(folder));
  if (folders.length === 0) return [];
  const names = await store.list(folders, head);
  // What is not the width of a tile somebody else put there, and it may have a name that no commit can carry.
  const widths = (folder: string): string[] =>
    (names.get(folder) ?? []).filter((name) => /^\d+$/u.test(name));
  return folders.flatMap((folder) => widths(folder).map((name) => `${folder}/${name}`));
}
