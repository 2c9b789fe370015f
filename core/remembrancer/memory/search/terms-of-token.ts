import stem from 'wink-porter2-stemmer';
import { splitToken } from './split-token.ts';
import { isStopWord } from './stop-words.ts';

/** No English word is longer, and the stemmer takes the square of the length. */
const ENGLISH = /^[a-z]{3,45}$/u;

/** What is looked up for a token: the Snowball stems of its words, without those that say nothing. */
export const termsOfToken = (token: string): readonly string[] =>
  isStopWord(token.toLowerCase().replace(/['’]/u, ''))
    ? []
    : splitToken(token)
        .filter((word) => !isStopWord(word))
        .map((word) => (ENGLISH.test(word) ? stem(word) : word));
