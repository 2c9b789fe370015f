import { splitToken } from './split-token.ts';
import { isStopWord } from './stop-words.ts';
import { tokenize } from './tokenize.ts';

/** The words of `text` in lower case, as a model of words knows them: not stemmed, names in their parts, no stop words. */
export const wordsOf = (text: string): readonly string[] =>
  tokenize(text)
    .flatMap((token) => {
      const parts = splitToken(token);
      return parts.length > 1 ? parts.slice(1) : parts;
    })
    .filter((word) => !isStopWord(word));
