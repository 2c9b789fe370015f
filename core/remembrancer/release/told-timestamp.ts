import type { CheckpointTimestamp } from './timestamp-checkpoint.ts';

/** What came of a token over a checkpoint, without its bytes. */
export type ToldTimestamp = WithoutToken<CheckpointTimestamp>;

/** Of each member of a union. */
type WithoutToken<Each> = Each extends unknown ? Omit<Each, 'token'> : never;

/** `timestamp` as an outcome has it. */
export function toldTimestamp(timestamp: CheckpointTimestamp): ToldTimestamp {
  if (timestamp.status === 'missing') return timestamp;
  const { status, size, path } = timestamp;
  return { status, size, path };
}

/** What is told of a token over a checkpoint; `remedy` says what gets one that failed. */
export function sentenceOfTimestamp(
  timestamp: CheckpointTimestamp,
  remedy = '"vaultmesh backfill" makes good for it.',
): string {
  switch (timestamp.status) {
    case 'added':
      return `The checkpoint is time-stamped in ${timestamp.path}.`;
    case 'present':
      return `The checkpoint was time-stamped before, in ${timestamp.path}.`;
    case 'missing':
      return timestamp.reason === 'not-configured'
        ? 'The checkpoint is not time-stamped.'
        : `The checkpoint is not time-stamped (${timestamp.reason}): ${timestamp.detail} ${remedy}`;
  }
}
