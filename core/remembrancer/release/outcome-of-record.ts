import { counted } from '../../common/counted.ts';
import { succeeded, type Outcome } from '../../common/outcome.ts';
import type { RecordResult } from './append.ts';
import { sentenceOfTimestamp, type ToldTimestamp, toldTimestamp } from './told-timestamp.ts';

/** A record as it is told: the files to hand out by name, everything else as `append` gave it. */
export interface RecordOutcome extends Omit<RecordResult, 'assets' | 'checkpointTimestamp'> {
  readonly assets: readonly string[];
  readonly checkpointTimestamp: ToldTimestamp;
}

/** The outcome of a record, which Actions and CLI give alike; `already-done` when an earlier run had recorded it. */
export function outcomeOfRecord({
  assets,
  checkpointTimestamp,
  ...result
}: RecordResult): Outcome<RecordOutcome> {
  const { operation, index, size, alreadyRecorded, notRecorded = [] } = result;
  const now = `from the ${counted(size, 'entry', 'entries')} of now`;
  // A record of no artifacts has no proof to hand out.
  const anew = assets.length > 0 ? `; its proof is made anew ${now}` : '';
  const unsaid =
    notRecorded.length === 0
      ? ''
      : ` It keeps its words: the new ${notRecorded.join(', ')} was not recorded; give it an operation of its own for that.`;
  const message = alreadyRecorded
    ? `${operation} was recorded before, as entry ${index}${anew}.${unsaid}`
    : `${operation} is entry ${index} of ${size}.`;
  return succeeded(
    `${message} ${sentenceOfTimestamp(checkpointTimestamp)}`,
    {
      ...result,
      checkpointTimestamp: toldTimestamp(checkpointTimestamp),
      assets: assets.map(({ name }) => name),
    },
    alreadyRecorded ? 'already-done' : 'done',
  );
}
