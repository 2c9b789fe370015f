/** What happened to a branch that should only grow. */
export type IncidentKind =
  /** A commit without a checkpoint that the log's key signed. */
  | 'unreadable'
  /** The key signed two logs that contradict each other. */
  | 'fork'
  /** The branch had more entries before. */
  | 'rollback'
  /** A commit with several parents, by which an earlier state can be put back without force. */
  | 'merge'
  /** A checkpoint of which nobody can tell any more whether the log continues it. */
  | 'unproven'
  /** Files were changed, removed or planted. */
  | 'files';

export interface Incident {
  /** The commit that brought it. */
  readonly commit: string;
  readonly kind: IncidentKind;
  readonly detail: string;
  /** The commit after which the branch was again as it should be; absent while it is not. */
  readonly repairedBy?: string;
}

/** Two logs of one key, and what cannot be proven, no commit can make good. */
const LASTING: readonly IncidentKind[] = ['fork', 'unproven'];

/** The incidents of a history in their order. */
export class IncidentList {
  #all: Incident[] = [];

  get all(): readonly Incident[] {
    return this.#all;
  }

  open(commit: string, kind: IncidentKind, detail: string): void {
    this.#all.push({ commit, kind, detail });
  }

  /** Marks what is open as repaired by `commit`. */
  closeAll(commit: string): void {
    this.#all = this.#all.map((incident) =>
      incident.repairedBy === undefined && !LASTING.includes(incident.kind)
        ? { ...incident, repairedBy: commit }
        : incident,
    );
  }
}
