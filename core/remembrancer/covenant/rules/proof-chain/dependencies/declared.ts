/** A dependency that a manifest declares for use, not for development or tests. */
export interface Declared {
  readonly name: string;
  /** As it is written: `^1.2.3`, `v2.0.1`, `>=4,<5`. */
  readonly version: string;
  /** Where it stands in the text of the manifest. */
  readonly at: number;
}

/** What a manifest declares; `undefined` where it cannot be understood. */
export type ManifestReader = (text: string) => readonly Declared[] | undefined;
