import { resolve } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';

import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { appendRecords, MAX_RECORDS, parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import { columns } from '../columns.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import { requiredSecret } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';
import { readRecord } from './read-record.ts';

export interface AppendOptions {
  readonly json?: true;
  readonly branch: string;
  readonly logKey?: string;
  readonly out?: string;
}

/** Appends records that were made elsewhere, all of them under one checkpoint; those that are there already stay. */
export async function appendToLedger(
  terminal: Terminal,
  repository: string,
  paths: readonly string[],
  options: AppendOptions,
): Promise<CommandReport> {
  if (paths.length > MAX_RECORDS) {
    throw new VaultMeshError('usage', `At most ${MAX_RECORDS} records go into one append; give fewer.`);
  }
  const address = repositoryAddress(repository, terminal);
  const signer = parseSignerKey(await requiredSecret(terminal, { ...LOG_KEY.source, file: options.logKey }));
  const records = await Promise.all(paths.map((path) => readRecord(terminal, path)));
  const appended = await withGitStore(terminal, address, options.branch, (store) =>
    appendRecords(store, signer, records, { random: Math.random }),
  );
  const { out } = options;
  if (out !== undefined) {
    const folder = resolve(terminal.directory, out);
    await mkdir(folder, { recursive: true });
    for (const { index, tlogProof } of appended) {
      await writeFile(resolve(folder, `entry-${index}.tlog-proof`), tlogProof);
    }
  }
  const results = appended.map(({ index, size, alreadyRecorded, receiptPath }, i) => {
    const operation = records[i]?.receipt.id ?? '';
    return { operation, index, size, alreadyRecorded, receiptPath };
  });
  const added = results.filter(({ alreadyRecorded }) => !alreadyRecorded).length;
  return {
    outcome: succeeded(
      `${added} of ${results.length} records were added to ${signer.name}, which has ${results[0]?.size ?? 0} entries.`,
      { origin: signer.name, records: results },
      added > 0 ? 'done' : 'already-done',
    ),
    lines: columns(
      results.map(({ operation, index, alreadyRecorded }) => [
        String(index),
        operation,
        alreadyRecorded ? 'was there already' : 'added',
      ]),
    ),
  };
}
