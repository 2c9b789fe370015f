import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import {
  importLegacy,
  type LegacyHistory,
  legacyRoot,
  readLegacyDatabase,
} from '../../core/remembrancer/ledger/legacy/index.ts';
import { explainLogKey } from '../explain-log-key.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import { requiredSecret } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';

export interface ImportLegacyOptions {
  readonly json?: true;
  readonly branch: string;
  readonly logKey?: string;
  readonly database: string;
  readonly receipts?: string;
}

/** Puts the history of the first system on a ledger. Its files are only read. */
export async function importLegacyFiles(
  terminal: Terminal,
  repository: string,
  options: ImportLegacyOptions,
): Promise<CommandReport> {
  const address = repositoryAddress(repository, terminal);
  const signer = parseSignerKey(await requiredSecret(terminal, { ...LOG_KEY.source, file: options.logKey }));
  const history: LegacyHistory = {
    records: await readLegacyDatabase(resolve(terminal.directory, options.database)),
    receipts: options.receipts === undefined ? [] : await readReceipts(terminal, options.receipts),
  };
  const appended = await explainLogKey(signer, () =>
    withGitStore(terminal, address, options.branch, (store) =>
      importLegacy(store, signer, history, { clock: terminal.clock, random: Math.random }),
    ),
  );
  const isNew = appended.some(({ alreadyRecorded }) => !alreadyRecorded);
  const { records, receipts } = history;
  const root = legacyRoot(records);
  return {
    outcome: succeeded(
      isNew
        ? `${counted(records.length, 'record')} and ${counted(receipts.length, 'receipt')} of the first system are on the ledger ${signer.name}.`
        : `The history of the first system is on the ledger ${signer.name} already.`,
      {
        records: records.length,
        receipts: receipts.length,
        root,
        indices: appended.map(({ index }) => index),
      },
      isNew ? 'done' : 'already-done',
    ),
    lines: [`root by its own rules  ${root === '' ? 'none' : root}`],
  };
}

async function readReceipts(terminal: Terminal, folder: string): Promise<LegacyHistory['receipts']> {
  const path = resolve(terminal.directory, folder);
  let receipts: LegacyHistory['receipts'];
  try {
    const names = (await readdir(path)).filter((name) => name.endsWith('.receipt')).toSorted();
    receipts = await Promise.all(
      names.map(async (name) => ({ name, text: await readFile(join(path, name), 'utf8') })),
    );
  } catch (cause) {
    throw new VaultMeshError(
      'not-found',
      `The folder ${folder} cannot be read; check the path given to --receipts.`,
      { cause },
    );
  }
  if (receipts.length > 0) return receipts;
  throw new VaultMeshError(
    'not-found',
    `The folder ${folder} has no .receipt files; check the path given to --receipts, or leave it out.`,
  );
}
