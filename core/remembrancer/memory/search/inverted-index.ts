import type { Concept } from './read-query.ts';
import { RARITY } from './settings.ts';

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
 * Which unit (a gist, a passage, a document) has which term how often: BM25F, where the fields of a unit are one bag of
 * weighted terms (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", 2004).
 */
export class InvertedIndex {
  readonly #bm25: Bm25;
  readonly #postings: (Postings | undefined)[] = [];
  readonly #lengths: number[] = [];
  #length = 0;
  /** By term, in the unit that is being added. */
  readonly #counts: number[] = [];

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
    const seen: number[] = [];
    let length = 0;
    for (const { terms, weight } of fields) {
      length += weight * terms.length;
      for (const term of terms) {
        const count = this.#counts[term] ?? 0;
        if (count === 0) seen.push(term);
        this.#counts[term] = count + weight;
      }
    }
    for (const term of seen) {
      const postings = (this.#postings[term] ??= { units: [], frequencies: [] });
      postings.units.push(unit);
      postings.frequencies.push(this.#counts[term] ?? 0);
      this.#counts[term] = 0;
    }
    this.#lengths.push(length);
    this.#length += length;
  }

  /** How rare a term is, the idf of BM25 to the power of `RARITY`: above zero, however many units have it. */
  rarity(term: number | undefined): number {
    const having = term === undefined ? 0 : (this.#postings[term]?.units.length ?? 0);
    return Math.log(1 + (this.size - having + 0.5) / (having + 0.5)) ** RARITY;
  }

  /** Whether the unit has the term. */
  has(unit: number, term: number): boolean {
    const units = this.#postings[term]?.units ?? [];
    let [low, high] = [0, units.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((units[middle] ?? 0) < unit) low = middle + 1;
      else high = middle;
    }
    return units[low] === unit;
  }

  /** What each unit is worth: of every concept it counts the term that is worth the most there. */
  score(concepts: readonly Concept[]): Float64Array {
    const scores = new Float64Array(this.size);
    const best = new Float64Array(this.size);
    for (const { weight, terms } of concepts) {
      best.fill(0);
      for (const [term, likeness] of terms) this.#raise(term, weight * likeness, best);
      for (let unit = 0; unit < best.length; unit += 1)
        scores[unit] = (scores[unit] ?? 0) + (best[unit] ?? 0);
    }
    return scores;
  }

  /** Raises each of `scores` to what the term is worth there, if it is less. */
  #raise(term: number, weight: number, scores: Float64Array): void {
    const postings = this.#postings[term];
    if (postings === undefined) return;
    const { k1, b } = this.#bm25;
    const most = weight * this.rarity(term) * (k1 + 1);
    const perLength = (k1 * b * this.size) / this.#length;
    const { units, frequencies } = postings;
    for (let at = 0; at < units.length; at += 1) {
      const unit = units[at] ?? 0;
      const frequency = frequencies[at] ?? 0;
      const saturation = k1 * (1 - b) + perLength * (this.#lengths[unit] ?? 0);
      const score = (most * frequency) / (frequency + saturation);
      if (score > (scores[unit] ?? 0)) scores[unit] = score;
    }
  }
}
