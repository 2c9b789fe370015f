import { isCommonTerm } from './common-words.ts';
import type { Lexicon } from './lexicon.ts';
import { nearestTerms } from './nearest-terms.ts';
import { COMMON, SYNONYM } from './settings.ts';
import { synonymsOf } from './synonyms.ts';
import { termsOfToken } from './terms-of-token.ts';

/** One thing that is asked for. */
export interface Concept {
  /** As the question has it. */
  readonly word: string;
  /** What finding it counts. */
  readonly weight: number;
  /** The terms that stand for it, by their numbers: 1 for what was asked for, and less for what only means the same. */
  readonly terms: ReadonlyMap<number, number>;
  /** Of a name that is made of several words, as `MongoDB` and `ADR-0099` are; the words alone are among `terms` too. */
  readonly compound?: Compound;
}

export interface Compound {
  /** What stands for the name as a whole, as `terms` do. */
  readonly whole: ReadonlyMap<number, number>;
  /** The terms of its words; undefined for one that the index does not know. */
  readonly parts: readonly (number | undefined)[];
}

/**
 * What a question asks for, one concept for each different token that says something. A term that the index does not know, nor
 * a synonym of it, is taken for the nearest one that it does; a concept of which there is nothing in the index is empty.
 */
export function readQuery(tokens: readonly string[], lexicon: Lexicon): readonly Concept[] {
  const asked = new Map<string, Asked>();
  for (const token of tokens) {
    const terms = termsOfToken(token);
    if (terms.length > 0) asked.set(terms.join(' '), { word: token, terms });
  }
  return [...asked.values()].map((each) => conceptOf(each, lexicon));
}

interface Asked {
  readonly word: string;
  readonly terms: readonly string[];
}

function conceptOf({ word, terms: asked }: Asked, lexicon: Lexicon): Concept {
  const common = asked.every(isCommonTerm);
  const terms = termsFor(asked, lexicon);
  if (terms.size === 0 && !common) {
    for (const term of asked) for (const number of nearestTerms(term, lexicon.terms)) terms.set(number, 1);
  }
  const [whole = '', ...parts] = asked;
  return {
    word,
    weight: common ? COMMON : 1,
    terms,
    ...(parts.length > 0 && {
      compound: { whole: termsFor([whole], lexicon), parts: parts.map((part) => lexicon.find(part)) },
    }),
  };
}

/** What the index knows of `asked`, which counts 1, and of what means the same. */
function termsFor(asked: readonly string[], lexicon: Lexicon): Map<number, number> {
  const terms = new Map<number, number>();
  const take = (term: string, likeness: number): void => {
    const number = lexicon.find(term);
    if (number !== undefined && !terms.has(number)) terms.set(number, likeness);
  };
  for (const term of asked) take(term, 1);
  for (const term of asked) for (const synonym of synonymsOf(term)) take(synonym, SYNONYM);
  return terms;
}
