import { parseIndex } from '../../core/common/decimal.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { redactPeople } from '../../core/remembrancer/ledger/index.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';

export interface RedactOptions {
  readonly json?: true;
  readonly branch: string;
}

/** Removes the names of people from the records at `indices`. */
export async function redactRecords(
  terminal: Terminal,
  repository: string,
  indices: readonly string[],
  options: RedactOptions,
): Promise<CommandReport> {
  const address = repositoryAddress(repository, terminal);
  const numbers = indices.map(indexOf);
  const redaction = await withGitStore(terminal, address, options.branch, (store) =>
    redactPeople(store, numbers, { random: Math.random }),
  );
  const { removed, alreadyGone } = redaction;
  const lines =
    removed.length > 0
      ? ['Earlier commits of the branch still have the names; removing them there rewrites its history.']
      : [];
  const message =
    removed.length > 0
      ? `Removed the names of people from ${list(removed)}.`
      : `The names of people are gone from ${list(alreadyGone)} already.`;
  return {
    outcome: succeeded(message, redaction, removed.length > 0 ? 'done' : 'already-done'),
    lines,
  };
}

function indexOf(text: string): number {
  const index = parseIndex(text);
  if (index !== undefined) return index;
  throw new VaultMeshError('usage', `"${text}" is no index of an entry; "vaultmesh ledger log" lists them.`);
}

const list = (indices: readonly number[]): string =>
  `${indices.length === 1 ? 'entry' : 'entries'} ${indices.join(', ')}`;
