import { termsOfToken } from './terms-of-token.ts';
import { tokenize } from './tokenize.ts';

/** Whether a question has a word, a number or a name that can be looked for: `why did we do that?` has none. */
export const asksSomething = (question: string): boolean =>
  tokenize(question).some((token) => termsOfToken(token).length > 0);
