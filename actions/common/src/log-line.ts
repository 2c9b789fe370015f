import { printable } from '../../../core/common/printable.ts';
import { withoutCommands } from '../../../core/common/without-commands.ts';

/**
 * `message` as one line of the log that the runner takes for no command (`::name::`, `##[name]`), whatever words of other
 * people are in it.
 */
export const logLine = (message: string): string => withoutCommands(printable(message));
