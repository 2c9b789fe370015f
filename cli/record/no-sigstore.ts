import type { MissingEvidence } from '../../core/remembrancer/evidence/index.ts';

/** What a receipt says of Sigstore when a record is made by hand. */
export const NO_SIGSTORE: MissingEvidence = {
  layer: 'sigstore',
  reason: 'not-configured',
  detail: 'Sigstore signs in the name of a workflow, and this record was made on the command line.',
};
