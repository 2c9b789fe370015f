import type { Command } from 'commander';

/** Adds a command that does something (`nameAndArguments` as commander writes it) with what all of them have. */
export function leafCommand(
  parent: Command,
  nameAndArguments: string,
  description: string,
  examples: readonly string[],
): Command {
  const program = programOf(parent).name();
  const lines = examples.map((example) => `  $ ${program} ${example}`);
  return parent
    .command(nameAndArguments)
    .description(description)
    .option('--json', 'print the outcome as one line of JSON')
    .addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

const programOf = (command: Command): Command =>
  command.parent === null ? command : programOf(command.parent);
