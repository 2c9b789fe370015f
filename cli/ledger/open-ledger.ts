import {
  type LedgerHead,
  type LedgerStore,
  parseVerifierKey,
  readHead,
} from '../../core/remembrancer/ledger/index.ts';
import { repositoryAddress } from '../repository.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';

/** What every command takes that reads a ledger. */
export interface ReadOptions {
  readonly json?: true;
  readonly branch: string;
  readonly vkey?: string;
}

/** What every command takes that looks for entries. */
export interface FindOptions extends ReadOptions {
  readonly all?: true;
}

/**
 * Runs `work` on a ledger whose checkpoint was checked: with the key that was given or, without one, with the key that
 * the branch itself names.
 */
export async function withLedger<Result>(
  terminal: Terminal,
  repository: string,
  { branch, vkey }: ReadOptions,
  work: (store: LedgerStore, ledger: LedgerHead) => Promise<Result>,
): Promise<Result> {
  const address = repositoryAddress(repository, terminal);
  const logs = vkey === undefined ? undefined : [parseVerifierKey(vkey)];
  return withGitStore(terminal, address, branch, async (store) => work(store, await readHead(store, logs)));
}
