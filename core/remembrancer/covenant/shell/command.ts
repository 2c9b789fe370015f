import type { Range } from '../found.ts';

/** A simple command of a script, such as `curl -fsSL "$URL"`, without what only says how it is run. */
export interface Command {
  /** The name and the arguments. Keywords, assignments and prefixes such as `sudo -E` and `env A=b` are not in it. */
  readonly words: readonly [Word, ...Word[]];
  /** Where it writes to or reads from, in order. */
  readonly redirects: readonly Redirect[];
  /** The commands whose output it reads: what stands before its `|`. */
  readonly from: readonly Command[];
  /** From its first word, prefixes included, to its last word or redirection. */
  readonly range: Range;
}

export interface Word {
  /** Without quotes and escapes; expansions and `{{…}}` are as they are written. */
  readonly text: string;
  readonly range: Range;
  /** The commands whose output stands in it: `$(…)`, backticks and `<(…)`. */
  readonly outputOf: readonly Command[];
}

export interface Redirect {
  /** The number before the operator; absent where there is none. */
  readonly descriptor?: string;
  /** Without the descriptor: `>`, `>>`, `>|`, `&>`, `<`, `<>`, `<<<`. */
  readonly operator: string;
  readonly target: Word;
}
