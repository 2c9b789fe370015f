import type { VerdictReason } from '../layer-verdict.ts';

/** What keeps a time-stamp from being valid. */
export interface TimestampFault {
  readonly reason: VerdictReason;
  /** A sentence for a person, without its full stop. */
  readonly what: string;
}
