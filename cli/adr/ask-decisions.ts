import { type ReadDecision, readDecision } from '../../core/remembrancer/decisions/index.ts';
import { nameDecisions, type NamedDecision, readMemory } from '../../core/remembrancer/memory/index.ts';
import { withLedger } from '../ledger/open-ledger.ts';
import type { Format } from '../memory/formats.ts';
import type { Terminal } from '../terminal.ts';
import type { FolderOptions } from './decision-options.ts';
import { readDecisions } from './read-decisions.ts';

/** What the commands take that show decisions. */
export interface AskOptions extends FolderOptions {
  readonly repository?: string;
  readonly branch: string;
  readonly vkey?: string;
  readonly format: Format;
}

/** The decisions of a folder, by the names that the ledger has for them where one is given. */
export async function askDecisions(
  terminal: Terminal,
  options: AskOptions,
): Promise<NamedDecision<ReadDecision>[]> {
  const { files } = await readDecisions(terminal, options.folder);
  const reads = files.map(({ path, text }) => readDecision(path, text));
  if (options.repository === undefined) return reads;
  const { records } = await withLedger(terminal, options.repository, options, readMemory);
  return nameDecisions(reads, records);
}
