import { counted } from '../../../common/counted.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { failed, succeeded, type Outcome } from '../../../common/outcome.ts';
import { sentenceOfTimestamp, type ToldTimestamp, toldTimestamp } from '../told-timestamp.ts';
import type { Backfill } from './backfill.ts';

/** A run of backfill as it is told. */
export interface BackfillOutcome extends Omit<Backfill, 'checkpointTimestamp'> {
  readonly checkpointTimestamp?: ToldTimestamp;
}

/**
 * The outcome of a run, which Actions and CLI give alike: `already-done` when there was nothing to do, `network` when
 * something was tried in vain, so that whoever runs it on a timer sees that it is still owed.
 */
export function outcomeOfBackfill(run: Backfill): Outcome<BackfillOutcome> {
  const { checkpointTimestamp: dated, ...rest } = run;
  const result = { ...rest, ...(dated && { checkpointTimestamp: toldTimestamp(dated) }) };
  const message = sentences(run).join(' ');
  const inVain = run.open.some(({ missing }) => missing.some(({ reason }) => reason !== 'not-configured'));
  const undated = dated?.status === 'missing' && dated.reason !== 'not-configured';
  if (inVain || undated) return { ...failed(new VaultMeshError('network', message)), result };
  const isIdle = run.supplied.length === 0 && run.open.length === 0 && dated?.status !== 'added';
  return succeeded(message, result, isIdle ? 'already-done' : 'done');
}

function sentences({ origin, supplied, open, checkpointTimestamp }: Backfill): string[] {
  const told = [`${counted(supplied.length, 'record')} of ${origin} got evidence that was missing.`];
  if (open.length > 0) {
    told.push(
      `${counted(open.length, 'record')} still ${open.length === 1 ? 'lacks' : 'lack'} some: run it again.`,
    );
  }
  if (checkpointTimestamp !== undefined) told.push(sentenceOfTimestamp(checkpointTimestamp));
  return told;
}
