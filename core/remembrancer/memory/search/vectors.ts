/** A model that turns texts into vectors: what a stage of embeddings, beside the words, is made of. */
export interface Embedder {
  /** The name and version of the model; vectors of different models cannot be compared. */
  readonly model: string;
  /** The length of each vector. */
  readonly dimensions: number;
  /**
   * A vector of length 1 for each text, in their order, so that the similarity of two is their scalar product. Questions and
   * the passages that answer them may need different treatment.
   */
  embed(texts: readonly string[], as: 'question' | 'passage'): Promise<readonly Float32Array[]>;
}
