/** The terms of one field of a unit, and what an occurrence there counts. */
export interface Field {
  readonly terms: readonly number[];
  readonly weight: number;
}

/** How BM25 weighs: `k1` how long repetition goes on to count, `b` how much a unit's length counts against it. */
export interface Bm25 {
  readonly k1: number;
  readonly b: number;
}

interface Postings {
  readonly units: number[];
  readonly frequencies: number[];
}

/**
 * Which unit (a head, a passage, a document) has which term how often: BM25F, where the fields of a unit are one bag of
 * weighted terms (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", 2004).
 */
export class InvertedIndex {
  readonly #bm25: Bm25;
  readonly #postings: (Postings | undefined)[] = [];
  readonly #lengths: number[] = [];
  #length = 0;

  constructor(bm25: Bm25) {
    this.#bm25 = bm25;
  }

  /** How many units it has. */
  get size(): number {
    return this.#lengths.length;
  }

  /** Adds a unit; its number is the `size` before. */
  add(fields: readonly Field[]): void {
    const unit = this.#lengths.length;
    let length = 0;
    for (const { terms, weight } of fields) {
      length += weight * terms.length;
      for (const term of terms) this.#count(term, unit, weight);
    }
    this.#lengths.push(length);
    this.#length += length;
  }

  /** In how many units the term is. */
  documentFrequency(term: number): number {
    return this.#postings[term]?.units.length ?? 0;
  }

  /** How rare a term is that is in so many units. Above zero, however common it is. */
  inverseFrequency(documentFrequency: number): number {
    return Math.log(1 + (this.size - documentFrequency + 0.5) / (documentFrequency + 0.5));
  }

  /** The units that have the term. */
  unitsOf(term: number): readonly number[] {
    return this.#postings[term]?.units ?? [];
  }

  /** Adds to `scores`, one for each unit, what the term is worth there. */
  score(term: number, weight: number, scores: Float64Array): void {
    const postings = this.#postings[term];
    if (postings === undefined) return;
    const { k1, b } = this.#bm25;
    const { units, frequencies } = postings;
    const most = weight * this.inverseFrequency(units.length) * (k1 + 1);
    const perLength = (k1 * b * this.size) / this.#length;
    units.forEach((unit, at) => {
      const frequency = frequencies[at] ?? 0;
      const saturation = k1 * (1 - b) + perLength * (this.#lengths[unit] ?? 0);
      scores[unit] = (scores[unit] ?? 0) + (most * frequency) / (frequency + saturation);
    });
  }

  #count(term: number, unit: number, weight: number): void {
    const postings = (this.#postings[term] ??= { units: [], frequencies: [] });
    const last = postings.units.length - 1;
    // Units come one after another, so that only the last of a term's can be this one.
    if (postings.units[last] === unit) {
      postings.frequencies[last] = (postings.frequencies[last] ?? 0) + weight;
    } else {
      postings.units.push(unit);
      postings.frequencies.push(weight);
    }
  }
}
