import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { toBase64 } from '../../core/common/bytes.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { findEntries } from '../../core/remembrancer/ledger/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { oneEntry } from './one-entry.ts';
import { type ReadOptions, withLedger } from './open-ledger.ts';

export interface ProveOptions extends ReadOptions {
  readonly out?: string;
}

/** Writes the C2SP tlog-proof of one entry, and the bytes of the entry, which a verifier needs with it. */
export async function proveEntry(
  terminal: Terminal,
  repository: string,
  wanted: string,
  options: ProveOptions,
): Promise<CommandReport> {
  const { ledger, entry } = await withLedger(terminal, repository, options, async (store, ledger) => ({
    ledger,
    entry: oneEntry(await findEntries(store, ledger, wanted), wanted),
  }));
  const { origin, size, root } = ledger.checkpoint;
  const out = options.out ?? `entry-${entry.index}.tlog-proof`;
  const entryFile = `${out.replace(/\.tlog-proof$/u, '')}.entry`;
  await writeFile(resolve(terminal.directory, out), entry.tlogProof);
  await writeFile(resolve(terminal.directory, entryFile), entry.entryBytes);
  return {
    outcome: succeeded(
      `${out} proves that ${entry.receipt.id} is entry ${entry.index} of ${size} in ${origin}.`,
      {
        origin,
        index: entry.index,
        size,
        root: toBase64(root),
        operation: entry.receipt.id,
        proof: out,
        entry: entryFile,
        hashes: entry.proof.map(toBase64),
      },
    ),
    lines: [`${entryFile} has the bytes of the entry.`],
  };
}
