import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** The parts to run, of those that there are. */
  readonly names: readonly string[];
  /** Where the figures go beside the table. */
  readonly json: string | undefined;
}

/**
 * What the command line of a bench with these `parts` asks for: `--only`, `--json`. Undefined when there is nothing to run:
 * then the help is printed, or what is wrong and the exit code 2 set.
 */
export function benchOptions(help: string, parts: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return undefined;
  }
  const names = values.only ?? parts;
  const unknown = names.filter((name) => !parts.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no part "${unknown.join('", "')}".\n\n${help}`);
    process.exitCode = 2;
    return undefined;
  }
  return { names, json: values.json };
}
