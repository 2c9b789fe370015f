import { printable } from '../../../core/common/printable.ts';

/**
 * `message` as one line of the log that the runner takes for no command (`::name::`, `##[name]`), whatever words of other
 * people are in it.
 */
export const logLine = (message: string): string =>
  printable(message).replace(/^ ?::/u, ': :').replaceAll('##[', '## [');
