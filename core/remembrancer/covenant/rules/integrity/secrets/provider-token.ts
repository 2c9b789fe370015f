/** What a secret of one provider looks like. The formats are the providers' own, as they publish them for secret scanning. */
export interface ProviderToken {
  /** Names the provider and the kind: `GitHub app token`. */
  readonly name: string;
  /** Where it is revoked. */
  readonly provider: string;
  /**
   * All of the token from its first fixed text on. It starts with fixed text, or with a class of characters next to it, so
   * that it is found in one pass; what stands before and behind is looked at by `findTokens`.
   */
  readonly pattern: RegExp;
  /** How many characters of the token stand before what `pattern` takes; 0 when absent. */
  readonly before?: number;
  /** Whether what has the form is one, by its checksum or other inner signs. */
  readonly holds?: (token: string) => boolean;
  /** Set when nothing but `holds` decides, because a checksum is a better sign than how random it looks. */
  readonly checksummed?: true;
}
