import type { BranchHistory } from '../audit/branch-history.ts';
import { isSameFile, type TreeFile } from '../fsck/tree-source.ts';

/** What each file of a branch was, one state after another; `undefined` where it was not there. */
export class FileStates {
  readonly #states = new Map<string, (TreeFile | undefined)[]>();

  /** The states of the whole history, of which those up to commit number `last` are tried first, from there back. */
  constructor({ commits }: BranchHistory, last: number) {
    const add = ({ path, file }: { path: string; file: TreeFile | undefined }): void => {
      const states = this.#states.get(path);
      if (states === undefined) this.#states.set(path, [undefined, file]);
      else states.push(file);
    };
    // Later states were most likely put there by whoever did the damage, so they come last to hand.
    for (const { changes } of commits.slice(last + 1)) changes.forEach(add);
    for (const { changes } of commits.slice(0, last + 1)) changes.forEach(add);
  }

  /** The state before the one that `path` has now; `none` when all were tried. */
  stepBack(path: string, now: TreeFile | undefined): TreeFile | undefined | 'none' {
    const states = this.#states.get(path) ?? [];
    while (states.length > 0) {
      const state = states.pop();
      if (!isSameFile(state, now)) return state;
    }
    return 'none';
  }
}
