export { embedIndex, type Likeness } from './likeness.ts';
export type { Passage } from './passages-of.ts';
export { readWordVectors, type WordVectors } from './read-word-vectors.ts';
export { type Hit, search, type SearchOptions } from './search.ts';
export type { SearchDocument, Section } from './search-document.ts';
export { buildSearchIndex, type SearchIndex } from './search-index.ts';
export type { Embedder } from './vectors.ts';
export { wordEmbedder } from './word-embedder.ts';
