/** A part of a file's text, in UTF-16 code units from its beginning; `end` is behind the last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a rule found in one place. The engine adds whose it is, its level and its fingerprint. */
export interface Found {
  /** From the root of the repository; absent when it is about the repository or its ledger as a whole. */
  readonly path?: string;
  /** Where in the text of the file; absent when it is about the file as a whole. */
  readonly range?: Range;
  /** Names the object and what is wrong with it, in one sentence. A secret is never in it. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly remedy: string;
  /** A change of the same file that mends it. */
  readonly fix?: Fix;
  /** Set when the rule could not look, which is another answer than a broken rule: a file too large, a server that is down. */
  readonly cannotTell?: true;
}

export interface Fix {
  /** What it does, for a person: `pin actions/checkout to v6.0.2`. */
  readonly description: string;
  /** Not overlapping, in any order; offsets are in the text that was looked at. */
  readonly edits: readonly Edit[];
}

/** Puts `text` in the place of a range. */
export interface Edit extends Range {
  readonly text: string;
}
