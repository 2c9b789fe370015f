import type { Checkpoint } from '../checkpoint.ts';
import type { RightEdge } from '../tile/right-edge.ts';

/** The log as one commit of the branch has it, checked against its signed checkpoint. */
export interface LogState {
  /** The commit. */
  readonly head: string;
  readonly checkpoint: Checkpoint;
  /** The signed checkpoint, with the cosignatures that it has. */
  readonly note: string;
  readonly edge: RightEdge;
  /** Entries that the log's key admitted and that are not in the tree yet. */
  readonly admitted: readonly Uint8Array[];
  /** Whether there is an admission file, good or bad. */
  readonly hasAdmission: boolean;
}

/** An entry by its place in the log. */
export interface PlacedEntry {
  readonly index: number;
  readonly entry: Uint8Array;
}

/** The entries of the partial bundle, with their indices. */
export const edgeEntries = ({ size, entries }: RightEdge): PlacedEntry[] =>
  entries.map((entry, i) => ({ index: size - entries.length + i, entry }));
