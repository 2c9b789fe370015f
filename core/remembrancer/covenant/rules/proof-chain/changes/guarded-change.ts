import type { Found } from '../../../found.ts';

/** Something that is done with a decision only. */
export interface GuardedChange extends Pick<Found, 'range'> {
  readonly path: string;
  /** `api/shop.proto, a description of messages, was changed`. */
  readonly what: string;
}
