import { equalBytes } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { verifyConsistency } from '../merkle/consistency.ts';
import { proveConsistency } from '../read/prove-consistency.ts';
import type { TileReader } from '../read/tile-reader.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { edgeRoot, extendEdge } from '../tile/right-edge.ts';
import type { LogState } from './log-state.ts';

/**
 * What one append has seen on the branch and has signed, whether that came to be on it or not. All of it is one
 * history: of any two signatures of the append, the larger tree begins with the smaller.
 */
export class OneHistory {
  readonly #tiles: TileReader;
  #seen: Checkpoint | undefined;
  #signed: Checkpoint | undefined;

  constructor(tiles: TileReader) {
    this.#tiles = tiles;
  }

  /** To be called with what a commit of this append made of the branch. */
  published({ checkpoint }: LogState): void {
    this.#seen = checkpoint;
  }

  /** To be called with each state that is read. Throws `verification-failed` when it does not continue what was. */
  async continues({ head, checkpoint }: LogState): Promise<void> {
    if (this.#seen !== undefined && checkpoint.size < this.#seen.size) throw takenBack(this.#seen);
    for (const earlier of [this.#seen, this.#signed]) {
      // What was signed and is not on the branch yet is compared when it is signed again.
      if (earlier === undefined || earlier.size > checkpoint.size) continue;
      if (!(await this.#isBeginning(earlier, head, checkpoint))) throw takenBack(earlier);
    }
    this.#seen = checkpoint;
  }

  /** To be called before `next` is signed, which adds the admitted entries to `state`. Throws as `continues` does. */
  willSign({ edge, admitted }: LogState, next: Checkpoint): void {
    const signed = this.#signed;
    if (signed !== undefined && signed.size > edge.size) {
      const again = extendEdge(edge, admitted.slice(0, signed.size - edge.size)).edge;
      if (again.size < signed.size || !equalBytes(edgeRoot(again), signed.root)) throw takenBack(signed);
    }
    this.#signed = next;
  }

  async #isBeginning(earlier: Checkpoint, head: string, now: Checkpoint): Promise<boolean> {
    if (earlier.size === now.size) return equalBytes(earlier.root, now.root);
    if (earlier.size === 0) return true;
    const read = async (paths: readonly string[]): ReturnType<LedgerStore['read']> => ({
      head,
      files: await this.#tiles.read(paths, head),
    });
    const { proof } = await proveConsistency({ read }, head, earlier.size, now);
    return verifyConsistency(earlier.size, now.size, earlier.root, now.root, proof);
  }
}

const takenBack = ({ origin, size }: Checkpoint): VaultMeshError =>
  new VaultMeshError(
    'verification-failed',
    `The branch of ${origin} was taken back while this append was under way: it does not continue the log of size ${size} that was ` +
      'there or was signed for it. Nothing more was signed; see "vaultmesh ledger audit".',
  );
