import type { Terminal } from '../terminal.ts';

/** A verb of the first system, and what it is today. */
export interface LegacyVerb {
  /** As it was written. */
  readonly old: string;
  /** The words of today that it stands for; what else was given stays. */
  readonly now: string;
  /** `argv` in the words of today; `undefined` when it does not use this verb. Throws `usage` for one that has no such words. */
  readonly translate: (
    argv: readonly string[],
    terminal: Terminal,
  ) => readonly string[] | undefined | Promise<readonly string[] | undefined>;
}
