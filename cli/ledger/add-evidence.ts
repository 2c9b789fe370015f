import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { appendLateEvidence, findEntries, parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import { evidenceFileName } from '../../core/remembrancer/receipt/index.ts';
import { evidenceOfAssets, type ReleaseAsset } from '../../core/remembrancer/release/index.ts';
import { columns } from '../columns.ts';
import { LOG_KEY } from '../log-key-option.ts';
import type { CommandReport } from '../run-command.ts';
import { requiredSecret } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { oneEntry } from './one-entry.ts';
import { type ReadOptions, withLedger } from './open-ledger.ts';

export interface AddEvidenceOptions extends ReadOptions {
  readonly logKey?: string;
}

/** Appends evidence that came after its record, as an entry of its own that points to it. */
export async function addEvidence(
  terminal: Terminal,
  repository: string,
  wanted: string,
  paths: readonly string[],
  options: AddEvidenceOptions,
): Promise<CommandReport> {
  const signer = parseSignerKey(await requiredSecret(terminal, { ...LOG_KEY.source, file: options.logKey }));
  const assets = await Promise.all(paths.map((path) => readAsset(terminal, path)));
  return withLedger(terminal, repository, options, async (store, ledger) => {
    const first = oneEntry(await findEntries(store, ledger, wanted), wanted);
    const evidence = evidenceOfAssets(
      assets,
      first.receipt.subjects.map(({ name }) => name),
    );
    const { index, size, alreadyRecorded, receiptPath } = await appendLateEvidence(
      store,
      signer,
      first.index,
      evidence,
      { clock: terminal.clock, random: Math.random },
    );
    const files = evidence.map((file, i) => ({ file: paths[i] ?? '', name: evidenceFileName(file) }));
    const [is, reason] = alreadyRecorded ? ['was', 'already-done' as const] : ['is', 'done' as const];
    return {
      outcome: succeeded(
        `The evidence for entry ${first.index} of ${signer.name} ${is} recorded as entry ${index}.`,
        {
          origin: signer.name,
          completes: first.index,
          index,
          size,
          alreadyRecorded,
          receiptPath,
          evidence: files,
        },
        reason,
      ),
      lines: columns(files.map(({ file, name }) => [file, name])),
    };
  });
}

async function readAsset(terminal: Terminal, path: string): Promise<ReleaseAsset> {
  try {
    const content = new Uint8Array(await readFile(resolve(terminal.directory, path)));
    return { name: basename(path), content };
  } catch (cause) {
    throw new VaultMeshError('not-found', `${path} cannot be read; check the path.`, { cause });
  }
}
