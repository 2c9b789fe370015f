import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { toBase64 } from '../../core/common/bytes.ts';
import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import {
  type LedgerHead,
  type LedgerStore,
  openCheckpoint,
  provePrefix,
} from '../../core/remembrancer/ledger/index.ts';
import {
  compareHistories,
  formatAddCheckpoint,
  readLedgerView,
} from '../../core/remembrancer/witness/index.ts';
import { columns } from '../columns.ts';
import { readText } from '../read-text.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';
import { type ReadOptions, withLedger } from './open-ledger.ts';

export interface ConsistencyOptions extends ReadOptions {
  readonly out?: string;
}

/** A tree that the ledger had, and the consistency proof from there to now. */
interface Prefix {
  readonly size: number;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Proves that the ledger grew from an earlier size or from a checkpoint that was kept, or says what it is instead. */
export async function checkConsistency(
  terminal: Terminal,
  repository: string,
  from: string,
  options: ConsistencyOptions,
): Promise<CommandReport> {
  const kept = await keptCheckpoint(terminal, from);
  const { ledger, prefix } = await withLedger(terminal, repository, options, async (store, ledger) => ({
    ledger,
    prefix:
      kept === undefined
        ? { size: Number(from), ...(await provePrefix(store, ledger, Number(from))) }
        : await compared(store, ledger, kept),
  }));
  const { origin, size, root } = ledger.checkpoint;
  if (options.out !== undefined) {
    const body = formatAddCheckpoint({ oldSize: prefix.size, proof: prefix.proof, checkpoint: ledger.note });
    await writeOutput(terminal, { path: options.out, option: '--out' }, body);
  }
  const hashes = prefix.proof.map(toBase64);
  return {
    outcome: succeeded(
      `${origin} has ${counted(size, 'entry', 'entries')}, which begin with the ${prefix.size} that ${kept === undefined ? 'it had then' : 'the checkpoint is of'}.`,
      {
        origin,
        from: prefix.size,
        fromRoot: toBase64(prefix.root),
        size,
        root: toBase64(root),
        proof: hashes,
      },
    ),
    lines: columns([
      ['root then', toBase64(prefix.root)],
      ['root now', toBase64(root)],
      ...hashes.map((hash) => ['proof', hash]),
    ]),
  };
}

/** The note in the file `from`, or `undefined` when it is a size. A size wins over a file of that name. */
async function keptCheckpoint(terminal: Terminal, from: string): Promise<string | undefined> {
  if (/^[0-9]{1,15}$/u.test(from)) return undefined;
  if (!existsSync(resolve(terminal.directory, from))) {
    throw new VaultMeshError(
      'usage',
      `"${from}" is neither a number of entries nor a file; keep a checkpoint with "vaultmesh ledger root --out".`,
    );
  }
  return readText(terminal, from, 'checkpoint', 'check the path');
}

async function compared(store: LedgerStore, ledger: LedgerHead, kept: string): Promise<Prefix> {
  const { verifier } = ledger;
  const then = openCheckpoint(kept, verifier);
  const view = await readLedgerView(store, verifier, kept);
  if (view.head !== ledger.head) {
    throw new VaultMeshError('conflict', `${verifier.name} moved meanwhile; ask again.`);
  }
  const history = compareHistories(view, kept, verifier);
  switch (history.verdict) {
    case 'grown':
    case 'same':
      return { size: then.size, root: then.root, proof: view.prefix?.proof ?? [] };
    case 'unknown':
      throw new VaultMeshError('incomplete', `${history.reason} This shows nothing either way.`);
    case 'fork':
    case 'rollback':
      throw new VaultMeshError(
        'verification-failed',
        `${history.reason} Keep the checkpoint: with the one of now, which its log signed too, it is the evidence.`,
      );
  }
}
