import type { MissingEvidence } from '../../core/remembrancer/evidence/index.ts';

/** What a receipt says of timestamps when whoever recorded it wanted none. */
export const NO_TIMESTAMP: MissingEvidence = {
  layer: 'rfc3161',
  reason: 'not-configured',
  detail: 'Timestamps were declined for this record (--no-timestamp).',
};
