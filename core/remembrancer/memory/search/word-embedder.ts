import type { WordVectors } from './read-word-vectors.ts';
import type { Embedder } from './vectors.ts';
import { wordsOf } from './words-of.ts';

/** The `a` of SIF: a word that is one in a thousand counts half as much as one that is never there. */
const SMOOTHING = 1e-3;

/**
 * Embeds a text as the mean of the vectors of its words, where a frequent word counts less, less what all of `corpus` has in
 * common: smooth inverse frequency (Arora, Liang and Ma, "A simple but tough-to-beat baseline for sentence embeddings", 2017), with
 * the mean of the corpus for its first principal component. A text of unknown words is the zero vector.
 */
export function wordEmbedder(model: string, vectors: WordVectors, corpus: readonly string[]): Embedder {
  const { dimensions } = vectors;
  const counts = new Map<string, number>();
  let all = 0;
  const texts = corpus.map(wordsOf);
  for (const word of texts.flat()) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    all += 1;
  }
  const weightOf = (word: string): number =>
    SMOOTHING / (SMOOTHING + (counts.get(word) ?? 0) / Math.max(1, all));
  const meanOf = (words: readonly string[]): Float32Array => {
    const sum = new Float32Array(dimensions);
    for (const word of words) {
      const vector = vectors.of.get(word);
      if (vector !== undefined) addTo(sum, vector, weightOf(word));
    }
    return unit(sum);
  };
  const common = new Float32Array(dimensions);
  for (const words of texts) addTo(common, meanOf(words), 1);
  const direction = unit(common);
  const embed = (text: string): Float32Array => {
    const vector = meanOf(wordsOf(text));
    addTo(vector, direction, -dot(vector, direction));
    return unit(vector);
  };
  return { model, dimensions, embed: (wanted) => Promise.resolve(wanted.map(embed)) };
}

function addTo(sum: Float32Array, vector: Float32Array, weight: number): void {
  vector.forEach((value, at) => (sum[at] = (sum[at] ?? 0) + weight * value));
}

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** Of length 1; a vector without length, or nearly so, is zero. */
function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length < 1e-6 ? new Float32Array(vector.length) : vector.map((value) => value / length);
}
