import type { Range } from '../../found.ts';
import { type Dialect, readCommands } from '../read-commands.ts';
import type { Command } from '../command.ts';
import type { Script } from './script.ts';

interface Options {
  readonly dialect?: Dialect;
  readonly isPowerShell?: boolean;
}

/** A script of `text`; its commands are read when they are first asked for. */
export function makeScript(
  text: string,
  rangeOf: (part: Range) => Range,
  { dialect = 'shell', isPowerShell = false }: Options = {},
): Script {
  let commands: readonly Command[] | undefined;
  const read = () => readCommands(isPowerShell ? asPosix(text) : text, dialect);
  return {
    text,
    isPowerShell,
    get commands() {
      return (commands ??= read());
    },
    rangeOf,
  };
}

/** PowerShell parts folders by a backslash and escapes by a backtick. */
const asPosix = (text: string): string => text.replaceAll('\\', '/').replaceAll('`', '\\');

/** The place of a part of a text that begins at `offset` in the file. */
export const shiftedBy =
  (offset: number) =>
  ({ start, end }: Range): Range => ({ start: start + offset, end: end + offset });
