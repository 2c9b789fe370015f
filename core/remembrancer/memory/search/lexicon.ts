import { termsOfToken } from './terms-of-token.ts';
import { tokenize } from './tokenize.ts';

/** The terms of an index, each under a number that counts from zero. */
export class Lexicon {
  readonly terms: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** A corpus has far fewer different tokens than tokens. */
  readonly #ofToken = new Map<string, readonly number[]>();

  /** The numbers of the terms of `text`, in its order; new terms are taken up. */
  read(text: string): readonly number[] {
    const numbers: number[] = [];
    for (const token of tokenize(text)) {
      let known = this.#ofToken.get(token);
      if (known === undefined) {
        known = termsOfToken(token).map((term) => this.#add(term));
        this.#ofToken.set(token, known);
      }
      for (const number of known) numbers.push(number);
    }
    return numbers;
  }

  /** The number of a term, if the index knows it. */
  find(term: string): number | undefined {
    return this.#numbers.get(term);
  }

  #add(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    this.#numbers.set(term, this.terms.length);
    return this.terms.push(term) - 1;
  }
}
