import type { Command } from 'commander';

/**
 * Makes an option that takes one value an error the second time, in a command and those below it: else the last would
 * count, and what was asked for first would be dropped without a word.
 */
export function refuseRepeatedOptions(command: Command): void {
  for (const option of command.options) {
    const takesOne =
      (option.required || option.optional) && !option.variadic && option.parseArg === undefined;
    if (!takesOne) continue;
    let isGiven = false;
    command.on(`option:${option.name()}`, () => {
      if (isGiven) command.error(`error: option '${option.flags}' is given more than once; give it once.`);
      isGiven = true;
    });
  }
  for (const each of command.commands) refuseRepeatedOptions(each);
}
