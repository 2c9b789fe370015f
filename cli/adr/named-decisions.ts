import { type ReadDecision, readDecision } from '../../core/remembrancer/decisions/index.ts';
import { nameDecisions, type NamedDecision, readMemory } from '../../core/remembrancer/memory/index.ts';
import { withLedger } from '../ledger/open-ledger.ts';
import type { Terminal } from '../terminal.ts';
import type { DecisionFolder } from './read-decisions.ts';

/** What every command takes to which a decision is named. */
export interface NameOptions {
  readonly json?: true;
  readonly folder: string;
  readonly repository?: string;
  readonly branch: string;
  readonly vkey?: string;
}

/** The decisions of a folder, with the numbers and aliases of a ledger where a repository is given. */
export async function namedDecisions(
  terminal: Terminal,
  { files }: DecisionFolder,
  options: NameOptions,
): Promise<NamedDecision<ReadDecision>[]> {
  const reads = files.map(({ path, text }) => readDecision(path, text));
  if (options.repository === undefined) return reads;
  const { records } = await withLedger(terminal, options.repository, options, readMemory);
  return nameDecisions(reads, records);
}
