import { describe, expect, it } from '@jest/globals';
import { wordEmbedder } from '../../../../../core/remembrancer/memory/search/word-embedder.ts';

/** Notebooks and workstations are alike, and so are fees and prices; what is of all texts points up. */
const VECTORS = {
  dimensions: 3,
  of: new Map(
    Object.entries({
      notebook: [1, 0, 1],
      workstation: [0.9, 0.1, 1],
      fee: [0, 1, 1],
      price: [0.1, 0.9, 1],
      record: [0, 0, 5],
    }).map(([word, vector]) => [word, Float32Array.from(vector)]),
  ),
};
const product = (a: Float32Array | undefined, b: Float32Array | undefined): number =>
  [...(a ?? [])].reduce((sum, value, at) => sum + value * (b?.[at] ?? Number.NaN), 0);

describe('the embedder of words', () => {
  const corpus = ['record of the workstation', 'record of the fee', 'a record'];
  const embedder = wordEmbedder('test', VECTORS, corpus);
  const embed = (texts: readonly string[]) => embedder.embed(texts, 'passage');

  it('gives vectors of length 1 that are near for texts that mean the same', async () => {
    const [notebook, workstation, price] = await embed(['Notebook', 'the workstation', 'price']);
    expect(product(notebook, notebook)).toBeCloseTo(1);
    expect(product(notebook, workstation)).toBeGreaterThan(0.9);
    expect(product(notebook, price)).toBeLessThan(0.5);
    expect(embedder).toMatchObject({ model: 'test', dimensions: 3 });
  });

  it('lets a frequent word count little', async () => {
    const [plain, frequent] = await embed(['notebook', 'notebook record record']);
    expect(product(plain, frequent)).toBeGreaterThan(0.95);
  });

  it('knows the parts of a name', async () => {
    const [name, words] = await embed(['notebookPrice', 'notebook price']);
    expect(name).toEqual(words);
  });

  it('gives the zero vector for words that it does not know, and for none', async () => {
    const none = new Float32Array(3);
    expect(await embed(['whale', '', 'why the'])).toEqual([none, none, none]);
    expect(await wordEmbedder('test', VECTORS, []).embed([''], 'question')).toEqual([none]);
  });
});
