import { randomBytes } from 'node:crypto';

import { failed, succeeded } from '../../core/common/outcome.ts';
import {
  sentenceOfTimestamp,
  timestampCheckpoint,
  toldTimestamp,
} from '../../core/remembrancer/release/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { authoritiesOf, noTimestamp } from '../timestamp-options.ts';
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
  const authorities = authoritiesOf(terminal, options.tsa);
  const dated = await withLedger(terminal, repository, options, (store, { head, note, verifier }) =>
    timestampCheckpoint({
      store,
      verifiers: [verifier],
      checkpoint: note,
      head,
      authorities,
      fetch,
      randomBytes,
      clock: terminal.clock,
      random: Math.random,
    }),
  );
  if (dated.status === 'missing') {
    const error = noTimestamp(dated.reason, `The checkpoint is not time-stamped. ${dated.detail}`);
    return { outcome: { ...failed(error), result: toldTimestamp(dated) } };
  }
  const reason = dated.status === 'present' ? 'already-done' : 'done';
  return { outcome: succeeded(sentenceOfTimestamp(dated), toldTimestamp(dated), reason) };
}
