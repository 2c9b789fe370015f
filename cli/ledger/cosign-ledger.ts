import { resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { failed, succeeded } from '../../core/common/outcome.ts';
import { parseVerifierKey } from '../../core/remembrancer/ledger/index.ts';
import {
  folderState,
  publishCosignature,
  requestCosignature,
  witnessLedger,
} from '../../core/remembrancer/witness/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { checkOutput, openOutputFolder, writeOutput } from '../write-output.ts';
import { type ReadOptions, withLedger } from './open-ledger.ts';
import { type WitnessKeyOptions, witnessKeyOf } from './witness-key.ts';

export interface WitnessOptions extends ReadOptions, WitnessKeyOptions {
  readonly state?: string;
  readonly ask?: string;
  readonly by?: string;
  readonly publish?: true;
  readonly out?: string;
}

const TIMEOUT_MS = 20_000;

/** Cosigns a ledger as a witness, or asks one elsewhere to do so. */
export async function cosignLedger(
  terminal: Terminal,
  repository: string,
  options: WitnessOptions,
): Promise<CommandReport> {
  if (options.out !== undefined) await checkOutput(terminal, { path: options.out, option: '--out' });
  return options.ask === undefined
    ? cosignHere(terminal, repository, options)
    : askThere(terminal, repository, { ...options, ask: options.ask });
}

async function cosignHere(
  terminal: Terminal,
  repository: string,
  options: WitnessOptions,
): Promise<CommandReport> {
  if (options.state === undefined) {
    throw new VaultMeshError(
      'usage',
      'A witness needs --state DIRECTORY, where it keeps what it has cosigned.',
    );
  }
  await openOutputFolder(terminal, options.state, '--state');
  const state = folderState(resolve(terminal.directory, options.state));
  const signer = await witnessKeyOf(terminal, options);
  const decision = await withLedger(terminal, repository, options, (store, { verifier }) =>
    witnessLedger({
      store,
      verifier,
      state,
      signer,
      clock: terminal.clock,
      publish: options.publish === true,
    }),
  );
  switch (decision.decision) {
    case 'cosigned':
    case 'unchanged': {
      const { origin, size } = decision.checkpoint;
      const result = { decision: decision.decision, origin, size, witness: signer.verifierKey };
      if (decision.decision === 'unchanged') {
        const message = `${signer.name} cosigned ${origin} at size ${size} before, and its line is there.`;
        return { outcome: succeeded(message, result, 'already-done') };
      }
      await writeNote(terminal, options.out, decision.note);
      const outcome = succeeded(`${signer.name} cosigned ${origin} at size ${size}.`, {
        ...result,
        checkpoint: decision.note,
      });
      return { outcome, lines: [`witness key  ${signer.verifierKey}`] };
    }
    case 'unknown':
    case 'fork':
    case 'rollback': {
      // "Cannot tell" and "rewritten" are different answers.
      const code = decision.decision === 'unknown' ? 'incomplete' : 'verification-failed';
      return { outcome: { ...failed(new VaultMeshError(code, decision.reason)), result: decision } };
    }
  }
}

async function askThere(
  terminal: Terminal,
  repository: string,
  options: WitnessOptions & { readonly ask: string },
): Promise<CommandReport> {
  const { ask: url, by, out, publish } = options;
  if (by === undefined || !URL.canParse(url)) {
    throw new VaultMeshError(
      'usage',
      'To ask a witness, give its address by --ask and its verifier key by --by.',
    );
  }
  const witness = parseVerifierKey(by);
  return withLedger(terminal, repository, options, async (store, ledger) => {
    const { origin, size } = ledger.checkpoint;
    const note = await requestCosignature({ store, ledger, witness, url, fetch, timeoutMs: TIMEOUT_MS });
    await writeNote(terminal, out, note);
    if (publish === true && !(await publishCosignature(store, ledger.head, note, size))) {
      throw new VaultMeshError('conflict', `${origin} moved meanwhile; ask again.`);
    }
    return {
      outcome: succeeded(`${witness.name} cosigned ${origin} at size ${size}.`, {
        decision: 'cosigned',
        origin,
        size,
        witness: witness.verifierKey,
        checkpoint: note,
      }),
    };
  });
}

async function writeNote(terminal: Terminal, out: string | undefined, note: string): Promise<void> {
  if (out !== undefined) await writeOutput(terminal, { path: out, option: '--out' }, note);
}
