/** What the engine knows of a record. A caller's own records may hold more, which its filters then see. */
export interface SearchDocument {
  /** Unlike any other; equal scores are ordered by it. */
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly tags: readonly string[];
  readonly sections: readonly Section[];
  /** The names by which a person may call it: `ADR-0042`, `ADR-PR12`, a ULID, a slug, a file name. */
  readonly aliases: readonly string[];
  /** Digests and commits of it, in lower-case hex. */
  readonly digests: readonly string[];
  /** The ids of what stands in its place today, the most important one first. */
  readonly supersededBy: readonly string[];
  /** When it came to be, ISO 8601 in UTC; of equal scores the younger is first. */
  readonly time?: string;
}

export interface Section {
  readonly heading: string;
  readonly text: string;
}
