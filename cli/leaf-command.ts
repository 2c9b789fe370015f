import type { Command } from 'commander';

/** Adds a command that does something (`nameAndArguments` as commander writes it) with what all of them have. */
export function leafCommand(
  parent: Command,
  nameAndArguments: string,
  description: string,
  examples: readonly string[],
  options: { hidden?: boolean } = {},
): Command {
  const lines = examples.map((example) => `  $ vaultmesh ${example}`);
  return parent
    .command(nameAndArguments, options)
    .description(description)
    .option('--json', 'print the outcome as one line of JSON')
    .addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
