import { embedIndex, type Likeness, textsToEmbed } from './likeness.ts';
import { readWordVectors } from './read-word-vectors.ts';
import type { SearchDocument } from './search-document.ts';
import type { SearchIndex } from './search-index.ts';
import { wordEmbedder } from './word-embedder.ts';
import { wordsOf } from './words-of.ts';

/** A file of word vectors, as `readWordVectors` reads it, in pieces of its text. */
export interface WordModel {
  readonly name: string;
  readonly chunks: AsyncIterable<string>;
}

/** How alike a question and each document are by the word vectors of a model. Throws what `readWordVectors` does. */
export async function wordLikeness<D extends SearchDocument>(
  index: SearchIndex<D>,
  question: string,
  { name, chunks }: WordModel,
): Promise<Likeness> {
  const texts = textsToEmbed(index).flat();
  const wanted = new Set([question, ...texts].flatMap(wordsOf));
  const compare = await embedIndex(index, wordEmbedder(name, await readWordVectors(chunks, wanted), texts));
  return compare(question);
}
