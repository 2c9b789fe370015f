import MiniSearch from 'minisearch';
import { termsOfToken } from '../../core/remembrancer/memory/search/terms-of-token.ts';
import { tokenize } from '../../core/remembrancer/memory/search/tokenize.ts';
import { DEPTH, type Engine, textOf } from './engine.ts';

/** MiniSearch as well as it can be set: our tokens, stems and stop words, the title twice, neither prefixes nor typos. */
export const miniSearch: Engine = {
  name: 'MiniSearch',
  index: (documents) => {
    const index = new MiniSearch<{ id: string; title: string; text: string }>({
      fields: ['title', 'text'],
      tokenize: (text) => [...tokenize(text)],
      processTerm: (token) => [...termsOfToken(token)],
      searchOptions: { boost: { title: 2 } },
    });
    index.addAll(documents.map((document) => ({ ...document, text: textOf(document) })));
    return (question) =>
      index
        .search(question)
        .slice(0, DEPTH)
        .map(({ id }) => String(id));
  },
};
