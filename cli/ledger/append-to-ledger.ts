import { join } from 'node:path';

import { equalBytes } from '../../core/common/bytes.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import {
  type AppendedRecord,
  appendRecords,
  MAX_RECORDS,
  type NewRecord,
  parseSignerKey,
} from '../../core/remembrancer/ledger/index.ts';
import { receiptBytes } from '../../core/remembrancer/receipt/index.ts';
import { counted } from '../../core/common/counted.ts';
import { afterAppend } from '../after-append.ts';
import { columns } from '../columns.ts';
import { explainLogKey } from '../explain-log-key.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import { requiredSecret } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';
import { openOutputFolder, writeOutput } from '../write-output.ts';
import { readRecord } from './read-record.ts';

export interface AppendOptions {
  readonly json?: true;
  readonly branch: string;
  readonly logKey?: string;
  readonly out?: string;
}

/**
 * Appends records that were made elsewhere, all of them under one checkpoint; those that are there already stay. Throws
 * `conflict` when an operation was recorded with another receipt, once the others are on the ledger.
 */
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
  const { out } = options;
  if (out !== undefined) await openOutputFolder(terminal, out);
  const appended = await explainLogKey(signer, () =>
    withGitStore(terminal, address, options.branch, (store) =>
      appendRecords(store, signer, records, { random: Math.random }),
    ),
  );
  if (out !== undefined) {
    for (const [i, { index, tlogProof }] of appended.entries()) {
      const proof = { path: join(out, `entry-${index}.tlog-proof`), option: '--out' };
      await afterAppend(`${records[i]?.receipt.id ?? ''} is entry ${index}`, () =>
        writeOutput(terminal, proof, tlogProof),
      );
    }
  }
  refuseOthers(records, appended);
  const results = appended.map(({ index, size, alreadyRecorded, receiptPath }, i) => {
    const operation = records[i]?.receipt.id ?? '';
    return { operation, index, size, alreadyRecorded, receiptPath };
  });
  const added = results.filter(({ alreadyRecorded }) => !alreadyRecorded).length;
  return {
    outcome: succeeded(
      `${added} of ${counted(results.length, 'record')} ${added === 1 ? 'was' : 'were'} added to ${signer.name}, which has ${counted(results[0]?.size ?? 0, 'entry', 'entries')}.`,
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

function refuseOthers(records: readonly NewRecord[], appended: readonly AppendedRecord[]): void {
  const others = appended.flatMap(({ index, receipt }, i) => {
    const given = records[i]?.receipt;
    return given === undefined || equalBytes(receiptBytes(given), receipt)
      ? []
      : [`${given.id} (entry ${index})`];
  });
  if (others.length === 0) return;
  const rest = appended.length - others.length;
  throw new VaultMeshError(
    'conflict',
    `On the ledger with another receipt: ${others.join(', ')}. What is recorded stays; give yours an id of its own.` +
      (rest > 0
        ? ` The other ${counted(rest, 'record')} given ${rest === 1 ? 'is' : 'are'} on the ledger.`
        : ''),
  );
}
