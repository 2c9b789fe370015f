import {
  type DecisionText,
  type ReadDecision,
  readDecision,
} from '../../core/remembrancer/decisions/index.ts';
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

/** Reads decisions, with the numbers, aliases and statuses of a ledger where a repository is given. */
export async function decisionReader(
  terminal: Terminal,
  options: NameOptions,
): Promise<(files: readonly DecisionText[]) => NamedDecision<ReadDecision>[]> {
  const read = (files: readonly DecisionText[]) => files.map(({ path, text }) => readDecision(path, text));
  if (options.repository === undefined) return read;
  const { records } = await withLedger(terminal, options.repository, options, readMemory);
  return (files) => nameDecisions(read(files), records);
}

/** The decisions of a folder by all their names. */
export async function namedDecisions(
  terminal: Terminal,
  { files }: DecisionFolder,
  options: NameOptions,
): Promise<NamedDecision<ReadDecision>[]> {
  return (await decisionReader(terminal, options))(files);
}
