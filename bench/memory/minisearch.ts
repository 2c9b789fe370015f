import MiniSearch from 'minisearch';
import { termsOfToken } from '../../core/remembrancer/memory/search/terms-of-token.ts';
import { tokenize } from '../../core/remembrancer/memory/search/tokenize.ts';
import { DEPTH, type Engine, textOf } from './engine.ts';

/**
 * MiniSearch with our tokens, stems and stop words, neither prefixes nor typos, and the weight of the title and its BM25+ set by
 * the questions that ours was tuned on.
 */
export const miniSearch: Engine = {
  name: 'MiniSearch',
  index: (documents) => {
    const index = new MiniSearch<{ id: string; title: string; text: string }>({
      fields: ['title', 'text'],
      tokenize: (text) => [...tokenize(text)],
      processTerm: (token) => [...termsOfToken(token)],
      searchOptions: { boost: { title: 3 }, bm25: { k: 10, b: 0.9, d: 0 } },
    });
    index.addAll(documents.map((document) => ({ ...document, text: textOf(document) })));
    return (question) =>
      index
        .search(question)
        .slice(0, DEPTH)
        .map(({ id }) => String(id));
  },
};
