import { counted } from '../../../common/counted.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { failed, succeeded, type Outcome } from '../../../common/outcome.ts';
import { sentenceOfTimestamp, type ToldTimestamp, toldTimestamp } from '../told-timestamp.ts';
import type { Backfill } from './backfill.ts';
import type { Renewal } from './renew-timestamps.ts';

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
  const message = (run.dryRun === undefined ? sentences(run) : sentencesOfDryRun(run)).join(' ');
  const { supplied, open, renewal } = run;
  const inVain = open.some(({ missing }) => missing.some(({ reason }) => reason !== 'not-configured'));
  const undated = dated?.status === 'missing' && dated.reason !== 'not-configured';
  if (inVain || undated || renewal?.status === 'missing')
    return { ...failed(new VaultMeshError('network', message)), result };
  const isIdle =
    supplied.length + open.length === 0 &&
    dated?.status !== 'added' &&
    run.dryRun?.undated !== true &&
    (renewal === undefined || renewal.status === 'not-needed');
  return succeeded(message, result, isIdle ? 'already-done' : 'done');
}

const AGAIN = 'Run it again.';

function sentencesOfDryRun({ origin, size, open, renewal, dryRun }: Backfill): string[] {
  const lacking = `${counted(open.length, 'record')} of ${origin} ${open.length === 1 ? 'lacks' : 'lack'}`;
  const told = [`${lacking} evidence that a run would ask for.`];
  if (dryRun?.undated === true)
    told.push(`The checkpoint over ${counted(size, 'entry', 'entries')} is not time-stamped.`);
  if (renewal !== undefined) told.push(sentenceOfRenewal(renewal));
  return [...told, 'Nothing was asked for or written.'];
}

function sentences({ origin, supplied, open, checkpointTimestamp, renewal }: Backfill): string[] {
  const told = [`${counted(supplied.length, 'record')} of ${origin} got evidence that was missing.`];
  if (open.length > 0) {
    told.push(
      `${counted(open.length, 'record')} still ${open.length === 1 ? 'lacks' : 'lack'} some: run it again.`,
    );
  }
  if (checkpointTimestamp !== undefined) told.push(sentenceOfTimestamp(checkpointTimestamp, AGAIN));
  if (renewal !== undefined) told.push(sentenceOfRenewal(renewal));
  return told;
}

function sentenceOfRenewal(renewal: Renewal): string {
  if (renewal.status === 'not-needed') return 'No time-stamp is to be renewed.';
  const tokens = `${counted(renewal.tokens.length, 'token')} over checkpoints`;
  const isOnlyPresent = renewal.tokens.length === 0;
  switch (renewal.status) {
    case 'due':
      return isOnlyPresent
        ? 'The present checkpoint would get a token that lasts.'
        : `${tokens} would be renewed.`;
    case 'renewed':
      return isOnlyPresent
        ? `All evidence so far is covered by ${renewal.by}.`
        : `${tokens} and all evidence so far are covered by ${renewal.by}.`;
    case 'missing':
      return `${isOnlyPresent ? 'The present checkpoint got no token that lasts' : `${tokens} could not be renewed`} (${renewal.reason}): ${renewal.detail}`;
  }
}
