import type { SearchDocument } from '../../../../../core/remembrancer/memory/search/index.ts';

/** A document of which the test says what matters. */
export const document = (id: string, given: Partial<SearchDocument> = {}): SearchDocument => ({
  id,
  title: '',
  tags: [],
  sections: [],
  aliases: [],
  digests: [],
  supersededBy: [],
  ...given,
});

/** A document with one section. */
export const text = (
  id: string,
  title: string,
  words: string,
  given: Partial<SearchDocument> = {},
): SearchDocument => document(id, { title, sections: [{ heading: '', text: words }], ...given });
