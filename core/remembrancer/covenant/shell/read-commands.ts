import { CommandReader } from './command-reader.ts';
import type { Range } from '../found.ts';
import type { Command } from './command.ts';

/**
 * How `$` is written: as in a shell, or doubled as in a Makefile, where `$(…)` is the Makefile's own.
 */
export type Dialect = 'shell' | 'make';

/**
 * The commands of a shell script, in the order of their beginnings, with those in `$(…)`, `<(…)`, groups, functions,
 * `sh -c '…'` and here-documents of a shell. What is not shell is read as well as may be; it never throws.
 * Ranges are in `text`. The time is linear in its length.
 */
export function readCommands(text: string, dialect: Dialect = 'shell'): readonly Command[] {
  const reading = { dialect, depth: 0, place: (range: Range) => range, again: { left: 4 * text.length } };
  const found = new CommandReader(text, reading).read();
  found.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  return found.filter((command, at) => !isSame(command, found[at - 1]));
}

/** Whether a command was read twice: in `sh -c "$(…) …"` what is in the brackets is. */
const isSame = (a: Command, b: Command | undefined): boolean =>
  a.range.start === b?.range.start &&
  a.range.end === b.range.end &&
  a.words.length === b.words.length &&
  a.words.every(({ text }, n) => text === b.words[n]?.text);
