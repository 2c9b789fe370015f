import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import {
  checkEntries,
  generateLogKey,
  type LedgerStore,
  parseSignerKey,
  parseVerifierKey,
  readHead,
  succeedLedger,
  successorName,
} from '../../core/remembrancer/ledger/index.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';
import { writeOutput } from '../write-output.ts';
import { whereToKeep } from './where-to-keep.ts';

export interface SucceedOptions {
  readonly json?: true;
  readonly branch: string;
  readonly from: string;
  readonly newKey: string;
  readonly vkey?: string;
}

/** Begins, on a branch of its own, the ledger after one whose key was lost. */
export async function succeed(
  terminal: Terminal,
  repository: string,
  options: SucceedOptions,
): Promise<CommandReport> {
  const address = repositoryAddress(repository, terminal);
  const hint = whereToKeep(terminal, address);
  const { from, branch, newKey, vkey } = options;
  if (from === branch) {
    throw new VaultMeshError(
      'usage',
      `The old ledger stays on its branch, so the new one needs another: rename the branch ${from}, or give --branch.`,
    );
  }
  const path = resolve(terminal.directory, newKey);
  const { signer, index } = await withGitStore(terminal, address, from, async (old) => {
    const isNew = await makeKey(terminal, newKey, old, vkey);
    const key = parseSignerKey(await readFile(path, 'utf8'));
    try {
      const appended = await withGitStore(terminal, address, branch, (store) =>
        succeedLedger(old, store, key, {
          clock: terminal.clock,
          random: Math.random,
          ...(vkey !== undefined && { verifierKey: vkey }),
        }),
      );
      return { signer: key, index: appended.index };
    } catch (error) {
      const isRefused = error instanceof VaultMeshError && error.code === 'not-permitted';
      if (isNew && isRefused) await rm(path, { force: true });
      throw error;
    }
  });
  const { name, verifierKey } = signer;
  return {
    outcome: succeeded(
      `The ledger ${name} is on the branch ${branch}, and begins with the end of the old one.`,
      {
        origin: name,
        verifierKey,
        branch,
        index,
        newKey,
      },
    ),
    lines: [
      `verifier key  ${verifierKey}`,
      `log key       ${newKey}: ${hint}`,
      `The old ledger stays on the branch ${from}, for the proofs that it made. Tell verifiers the new key yourself: no signature leads to it.`,
    ],
  };
}

/** Makes the key of the new log, once the old one was read whole; `false` when the file is there already. */
async function makeKey(
  terminal: Terminal,
  path: string,
  old: LedgerStore,
  vkey: string | undefined,
): Promise<boolean> {
  if (existsSync(resolve(terminal.directory, path))) return false;
  const ledger = await readHead(old, vkey === undefined ? undefined : [parseVerifierKey(vkey)]);
  await checkEntries(old, ledger);
  const { signerKey } = generateLogKey(successorName(ledger.checkpoint.origin));
  await writeOutput(terminal, { path, option: '--new-key', isSecret: true }, `${signerKey}\n`);
  return true;
}
