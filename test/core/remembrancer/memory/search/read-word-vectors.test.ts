import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readWordVectors } from '../../../../../core/remembrancer/memory/search/read-word-vectors.ts';

const WANTED = new Set(['vault', 'helm']);

async function* chunked(text: string, size = text.length): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size));
}

const read = async (text: string, size?: number) => {
  const { dimensions, of } = await readWordVectors(chunked(text, size), WANTED);
  return { dimensions, ...Object.fromEntries([...of].map(([word, vector]) => [word, [...vector]])) };
};

describe('word vectors are read', () => {
  const known = { dimensions: 3, vault: [1, -0.5, 0.25], helm: [0, 1e-3, 2] };

  it.each([
    ['of GloVe', 'the 1 1 1\nvault 1 -0.5 0.25\n. . 1 1 1\nhelm 0 1e-3 2\n'],
    ['of word2vec, with its header', '3 3\nvault 1 -0.5 0.25 \nthe 1 1 1 \nhelm 0 1e-3 2 \n'],
    ['with other ends of lines, and without the last one', 'vault 1 -0.5 0.25\r\nhelm 0 1e-3 2'],
    ['where the first of two is meant', 'vault 1 -0.5 0.25\nvault 9 9 9\nhelm 0 1e-3 2'],
  ])('%s', async (_name, text) => {
    const { dimensions, vault, helm } = known;
    const floats = (values: readonly number[]) => [...Float32Array.from(values)];
    expect(await read(text)).toEqual({ dimensions, vault: floats(vault), helm: floats(helm) });
  });

  it('alike however the file comes in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (size) => {
        const text = '3 2\nvault 1 2\nthe 3 4\nhelm 5 6\n';
        expect(await read(text, size)).toEqual({ dimensions: 2, vault: [1, 2], helm: [5, 6] });
      }),
    );
  });
});

describe('what holds no word vectors is refused, with the line and the remedy', () => {
  it.each([
    ['', /none of the words/u],
    ['the 1 2\nand 3 4\n', /none of the words .* of English/u],
    ['vault 1 2\nhelm 1\n', /^Line 2 .* has 1 numbers, where the first one has 2: .*text format of GloVe/u],
    ['vault 1 two\n', /^Line 1 .*not a number/u],
    ['vault 1 NaN\n', /^Line 1 .*not a number/u],
    ['vault 1  2\n', /^Line 1 .*not a number/u],
    ['vault\n', /^Line 1 .* a vector of 0 numbers/u],
    ['5 9999999\nvault 1\n', /^Line 1 .* a vector of 9999999 numbers/u],
    ['\u0000'.repeat(70_000), /^Line 1 .* is longer than 65536 characters.*not a binary/u],
    [`vault 1 2\n${'x'.repeat(70_000)}\n`, /^Line 2 .* is longer than/u],
  ])('%#', async (text, message) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    });
    await expect(read(text, 1000)).rejects.toMatchObject({ message: expect.stringMatching(message) });
  });
});
