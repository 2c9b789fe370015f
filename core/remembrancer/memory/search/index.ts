export { asksSomething } from './asks-something.ts';
export type { Likeness } from './likeness.ts';
export type { Passage } from './passages-of.ts';
export { type Hit, search, type SearchOptions } from './search.ts';
export type { SearchDocument, Section } from './search-document.ts';
export { buildSearchIndex, type SearchIndex } from './search-index.ts';
export type { Embedder } from './vectors.ts';
export { wordLikeness, type WordModel } from './word-likeness.ts';
