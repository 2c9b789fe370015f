import { type ExactIds, exactIds } from './exact-ids.ts';
import { gistOf } from './gist-of.ts';
import { type Field, InvertedIndex } from './inverted-index.ts';
import { Lexicon } from './lexicon.ts';
import { type Passage, passagesOf } from './passages-of.ts';
import type { SearchDocument } from './search-document.ts';
import { BM25, FIELDS } from './settings.ts';

/** What `search` looks in. It is in memory only, and is made anew when the records change. */
export interface SearchIndex<D extends SearchDocument> {
  readonly documents: readonly D[];
  readonly lexicon: Lexicon;
  readonly ids: ExactIds;
  /** One unit for each document: title, summary, tags, and the passages that say what it is about. */
  readonly gists: InvertedIndex;
  /** One unit for each document: all that it has. */
  readonly wholes: InvertedIndex;
  /** One unit for each passage, with the head of its document repeated. */
  readonly passages: InvertedIndex;
  /** By the number of the unit in `passages`. */
  readonly passageTexts: readonly Passage[];
  /** By document: the number of its first passage; and at the end how many there are. */
  readonly firstPassage: readonly number[];
}

/** Indexes documents, whose ids differ. */
export function buildSearchIndex<D extends SearchDocument>(documents: readonly D[]): SearchIndex<D> {
  const lexicon = new Lexicon();
  const gists = new InvertedIndex(BM25.gist);
  const wholes = new InvertedIndex(BM25.whole);
  const passages = new InvertedIndex(BM25.passage);
  const passageTexts: Passage[] = [];
  const firstPassage = [0];
  for (const { title, summary = '', tags, sections } of documents) {
    const head = {
      title: lexicon.read(title),
      summary: lexicon.read(summary),
      tags: lexicon.read(tags.join(' ')),
    };
    const whole: Field[] = fieldsOf(FIELDS.whole, head);
    const gist: Field[] = fieldsOf(FIELDS.gist, head);
    const parts = passagesOf(sections);
    const about = gistOf(parts);
    for (const passage of parts) {
      const terms = { heading: lexicon.read(passage.heading), text: lexicon.read(passage.text) };
      whole.push(...fieldsOf(FIELDS.whole, terms));
      passages.add([...fieldsOf(FIELDS.passage, head), ...fieldsOf(FIELDS.passage, terms)]);
      if (about.includes(passage)) gist.push(...fieldsOf(FIELDS.gist, { text: terms.text }));
      passageTexts.push(passage);
    }
    firstPassage.push(passageTexts.length);
    gists.add(gist);
    wholes.add(whole);
  }
  return {
    documents,
    lexicon,
    ids: exactIds(documents),
    gists,
    wholes,
    passages,
    passageTexts,
    firstPassage,
  };
}

/** The fields that have terms, each with its weight. */
const fieldsOf = <F extends string>(
  weights: Readonly<Record<F, number>>,
  terms: Readonly<Partial<Record<F, readonly number[]>>>,
): Field[] =>
  (Object.keys(terms) as F[])
    .map((field) => ({ terms: terms[field] ?? [], weight: weights[field] }))
    .filter((field) => field.terms.length > 0);
