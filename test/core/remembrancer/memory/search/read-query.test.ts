import { describe, expect, it } from '@jest/globals';
import { Lexicon } from '../../../../../core/remembrancer/memory/search/lexicon.ts';
import { readQuery } from '../../../../../core/remembrancer/memory/search/read-query.ts';
import { COMMON, SYNONYM } from '../../../../../core/remembrancer/memory/search/settings.ts';
import { tokenize } from '../../../../../core/remembrancer/memory/search/tokenize.ts';

/** Of each concept what it counts, and its terms by what they count. */
function concepts(question: string, texts: string): [number, Readonly<Record<string, number>>][] {
  const lexicon = new Lexicon();
  lexicon.read(texts);
  return readQuery(tokenize(question), lexicon).map(({ weight, terms }) => [
    weight,
    Object.fromEntries(
      [...terms].map(([term, likeness]): [string, number] => [lexicon.terms[term] ?? '', likeness]),
    ),
  ]);
}

describe('a word of a question', () => {
  it('stands for itself, and for what means the same, which counts less', () => {
    expect(concepts('credentials', 'credential secret tree')).toEqual([
      [1, { credenti: 1, secret: SYNONYM }],
    ]);
  });

  it('that is common counts less, and is never taken for another', () => {
    expect(concepts('somebody vault', 'vault')).toEqual([
      [COMMON, {}],
      [1, { vault: 1 }],
    ]);
    expect(concepts('apart', 'spart')).toEqual([[COMMON, {}]]);
    expect(concepts('vualt', 'vault')).toEqual([[1, { vault: 1 }]]);
  });

  it('is asked for once, and a stop word never', () => {
    expect(concepts('why the vault, which Vaults?', 'vault')).toEqual([[1, { vault: 1 }]]);
  });
});
