/** A key that the log records, at `index`, as signing no more. */
export interface RetiredKey {
  readonly index: number;
  readonly verifierKey: string;
}

/**
 * Whether the signature by a key counts no more on a checkpoint of `size` entries, which is the case behind the one over
 * the record that retired it: who has only that key has stolen or forgotten it.
 */
export const isRetiredAt = (retired: readonly RetiredKey[], verifierKey: string, size: number): boolean =>
  retired.some((key) => key.verifierKey === verifierKey && size > key.index + 1);
