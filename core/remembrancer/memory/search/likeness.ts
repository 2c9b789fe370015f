import type { Embedder } from './vectors.ts';
import type { SearchDocument } from './search-document.ts';
import type { SearchIndex } from './search-index.ts';

/** How alike a question and each document are by their vectors, by the document's number: from 0 to 1. */
export type Likeness = Float64Array;

/** What is embedded of an index: each passage under the title of its document, and the title of one without text. */
export const textsToEmbed = <D extends SearchDocument>({
  documents,
  firstPassage,
  passageTexts,
}: SearchIndex<D>): readonly (readonly string[])[] =>
  documents.map(({ title }, number) => {
    const passages = passageTexts.slice(firstPassage[number], firstPassage[number + 1]);
    return passages.length === 0 ? [title] : passages.map(({ text }) => `${title}\n${text}`);
  });

/** Embeds an index once; what it gives compares a question with each document, by the passage that is most alike. */
export async function embedIndex<D extends SearchDocument>(
  index: SearchIndex<D>,
  embedder: Embedder,
): Promise<(question: string) => Promise<Likeness>> {
  const texts = textsToEmbed(index);
  const vectors: (readonly Float32Array[])[] = [];
  for (const passages of texts) vectors.push(await embedder.embed(passages, 'passage'));
  return async (question) => {
    const [asked = new Float32Array()] = await embedder.embed([question], 'question');
    return Float64Array.from(vectors, (passages) =>
      Math.max(0, ...passages.map((each) => product(asked, each))),
    );
  };
}

const product = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
};
