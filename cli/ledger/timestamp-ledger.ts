import { randomBytes } from 'node:crypto';

import { failed, succeeded } from '../../core/common/outcome.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import {
  sentenceOfTimestamp,
  timestampCheckpoint,
  toldTimestamp,
} from '../../core/remembrancer/release/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { authoritiesOf } from '../timestamp-options.ts';
import { type ReadOptions, withLedger } from './open-ledger.ts';

export interface TimestampLedgerOptions extends ReadOptions {
  readonly tsa?: readonly string[];
}

/** Puts a token over the present checkpoint of a ledger on its branch, which takes no log key. */
export async function timestampLedger(
  terminal: Terminal,
  repository: string,
  options: TimestampLedgerOptions,
): Promise<CommandReport> {
  const dated = await withLedger(terminal, repository, options, (store, { head, note, verifier }) =>
    timestampCheckpoint({
      store,
      verifiers: [verifier],
      checkpoint: note,
      head,
      authorities: authoritiesOf(terminal, options.tsa),
      fetch,
      randomBytes,
      random: Math.random,
    }),
  );
  const message = sentenceOfTimestamp(dated);
  if (dated.status === 'missing') {
    const code = CODES[dated.reason];
    return { outcome: { ...failed(new VaultMeshError(code, message)), result: toldTimestamp(dated) } };
  }
  const reason = dated.status === 'present' ? 'already-done' : 'done';
  return { outcome: succeeded(message, toldTimestamp(dated), reason) };
}

/** Here nothing else was asked for, so what is missing is a failure. */
const CODES = {
  'not-configured': 'usage',
  'not-permitted': 'not-permitted',
  unreachable: 'network',
  rejected: 'policy',
  'bad-answer': 'verification-failed',
} as const;
