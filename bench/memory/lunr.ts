import lunr from 'lunr';
import { tokenize } from '../../core/remembrancer/memory/search/tokenize.ts';
import { DEPTH, type Engine, textOf } from './engine.ts';

/** lunr as it comes: Porter stems and its own stop words. */
export const lunrEngine: Engine = {
  name: 'lunr',
  index: (documents) => {
    const index = lunr((builder) => {
      builder.ref('id');
      builder.field('title');
      builder.field('text');
      for (const { id, title, ...rest } of documents)
        builder.add({ id, title, text: textOf({ id, title, ...rest }) });
    });
    return (question) => {
      // What is not a word has a meaning in its query language, and no word at all finds everything.
      const words = tokenize(question).join(' ').replaceAll('-', ' ');
      if (words === '') return [];
      return index
        .search(words)
        .slice(0, DEPTH)
        .map(({ ref }) => ref);
    };
  },
};
