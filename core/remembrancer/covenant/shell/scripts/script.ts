import type { Range } from '../../found.ts';
import type { Command } from '../command.ts';

/** What a shell is given to run in one go: a step's `run`, a `RUN`, a target's recipe, a file. */
export interface Script {
  readonly text: string;
  /** PowerShell and `cmd` are read as if they were a POSIX shell, as far as that goes. */
  readonly isPowerShell: boolean;
  readonly commands: readonly Command[];
  /** Where in the file a part of `text` is. */
  readonly rangeOf: (part: Range) => Range;
}
