import { type ExactIds, exactIds } from './exact-ids.ts';
import { InvertedIndex } from './inverted-index.ts';
import { Lexicon } from './lexicon.ts';
import { type Passage, passagesOf } from './passages-of.ts';
import type { SearchDocument } from './search-document.ts';
import { BM25, FIELDS } from './settings.ts';

/** What `search` looks in. It is in memory only, and is made anew when the records change. */
export interface SearchIndex<D extends SearchDocument> {
  readonly documents: readonly D[];
  readonly lexicon: Lexicon;
  readonly ids: ExactIds;
  /** One unit for each document: title, summary and tags. */
  readonly heads: InvertedIndex;
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
  const heads = new InvertedIndex(BM25.head);
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
    const headings = sections.flatMap(({ heading }) => lexicon.read(heading));
    const whole: (readonly number[])[] = [];
    for (const passage of passagesOf(sections)) {
      const terms = lexicon.read(passage.text);
      whole.push(terms);
      passageTexts.push(passage);
      passages.add(fields(FIELDS.passage, { ...head, headings: lexicon.read(passage.heading), text: terms }));
    }
    firstPassage.push(passageTexts.length);
    heads.add(fields(FIELDS.head, { ...head, headings, text: [] }));
    wholes.add(fields(FIELDS.whole, { ...head, headings, text: whole.flat() }));
  }
  return {
    documents,
    lexicon,
    ids: exactIds(documents),
    heads,
    wholes,
    passages,
    passageTexts,
    firstPassage,
  };
}

type Terms = Readonly<Record<keyof (typeof FIELDS)['whole'], readonly number[]>>;

const fields = (weights: Readonly<Record<keyof Terms, number>>, terms: Terms) =>
  (['title', 'summary', 'tags', 'headings', 'text'] as const)
    .map((field) => ({ terms: terms[field], weight: weights[field] }))
    .filter(({ weight }) => weight > 0);
