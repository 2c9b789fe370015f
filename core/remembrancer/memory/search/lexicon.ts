import { termsOfToken } from './terms-of-token.ts';
import { tokenize } from './tokenize.ts';

/** The terms of an index, each under a number that counts from zero. */
export class Lexicon {
  readonly terms: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** A corpus has far fewer different tokens than tokens. */
  readonly #ofToken = new Map<string, readonly number[]>();
  /** The terms in order, as far as they were known when it was last asked for. */
  #sorted: readonly string[] = [];

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

  /** The terms that begin with `prefix`, in order. */
  beginningWith(prefix: string): readonly string[] {
    if (this.#sorted.length < this.terms.length) this.#sorted = this.terms.toSorted();
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (let at = low; this.#sorted[at]?.startsWith(prefix) === true; at += 1) {
      found.push(this.#sorted[at] ?? '');
    }
    return found;
  }

  #add(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    this.#numbers.set(term, this.terms.length);
    return this.terms.push(term) - 1;
  }
}
