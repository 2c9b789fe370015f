import type { ReadDecision } from '../../core/remembrancer/decisions/index.ts';
import type { NamedDecision } from '../../core/remembrancer/memory/index.ts';
import type { Format } from '../memory/formats.ts';
import type { Terminal } from '../terminal.ts';
import { type NameOptions, namedDecisions } from './named-decisions.ts';
import { readDecisions } from './read-decisions.ts';

/** What the commands take that show decisions. */
export interface AskOptions extends NameOptions {
  readonly format: Format;
}

/** The decisions of a folder, by the names that the ledger has for them where one is given. */
export async function askDecisions(
  terminal: Terminal,
  options: AskOptions,
): Promise<NamedDecision<ReadDecision>[]> {
  return namedDecisions(terminal, await readDecisions(terminal, options.folder), options);
}
