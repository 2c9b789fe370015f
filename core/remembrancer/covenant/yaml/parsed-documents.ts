import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import { MOST_CHARACTERS, MOST_DEPTH, MOST_DOCUMENTS, MOST_LEXEMES } from './yaml-bounds.ts';
import { lineOf } from '../text/line-of.ts';
import { Unreadable } from './unreadable.ts';

/**
 * The documents as the package `yaml` has them. The bounds are watched before anything is composed, which is where depth
 * costs stack and length costs time. Throws `Unreadable`.
 */
export function parsedDocuments(text: string): readonly Document.Parsed[] {
  if (text.length > MOST_CHARACTERS)
    throw new Unreadable(`it has more than ${MOST_CHARACTERS.toLocaleString('en')} characters`);
  const composer = firstErrorThrows(text, {
    // The check for equal keys takes time by the square of their number.
    uniqueKeys: false,
    schema: 'failsafe',
    resolveKnownTags: false,
    merge: false,
    strict: false,
    version: '1.2',
    logLevel: 'silent',
    prettyErrors: false,
  });
  const documents: Document.Parsed[] = [];
  try {
    for (const token of boundedTokens(text)) documents.push(...composer.next(token));
    documents.push(...composer.end());
  } catch (error) {
    // The parser, too, has a fault that a hostile file may find.
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(`it breaks the parser: ${shortened(String(error))}`);
  }
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error === undefined) return documents;
  throw syntaxError(text, error.pos[0], error.message);
}

/**
 * A composer that stops at the first error and keeps no warning: each would be an `Error` with its stack, a hundred
 * thousand of them in a hostile file. What it replaces is private; without it only time is lost.
 */
function firstErrorThrows(text: string, options: ConstructorParameters<typeof Composer>[0]): Composer {
  // The composer catches what is thrown in its inner parts, and calls again with it.
  let first: Unreadable | undefined;
  const onError = (
    at: number | readonly [number, number, number] | { readonly offset: number },
    _code: string,
    message: string,
    isWarning?: boolean,
  ): void => {
    if (isWarning === true) return;
    const offset = typeof at === 'number' ? at : 'offset' in at ? at.offset : at[0];
    throw (first ??= syntaxError(text, offset, message));
  };
  return Object.assign(new Composer(options), { onError });
}

const syntaxError = (text: string, at: number, message: string): Unreadable =>
  new Unreadable(`line ${lineOf(text, at)}: ${shortened(message)}`);

function boundedTokens(text: string): readonly CST.Token[] {
  const tokens: CST.Token[] = [];
  const parser = new Parser();
  for (const lexeme of boundedLexemes(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MOST_DEPTH)
      throw new Unreadable(`line ${lineOf(text, parser.offset)}: it is nested more than ${MOST_DEPTH} deep`);
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function boundedLexemes(text: string): readonly string[] {
  const lexemes: string[] = [];
  let documents = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexemes.push(lexeme) > MOST_LEXEMES) throw new Unreadable(tooMany('signs and words', MOST_LEXEMES));
    if ((lexeme === '---' || lexeme === '...') && ++documents > MOST_DOCUMENTS)
      throw new Unreadable(tooMany('documents', MOST_DOCUMENTS));
  }
  return lexemes;
}

const tooMany = (what: string, most: number): string =>
  `it has more than ${most.toLocaleString('en')} ${what}`;

/** The first line of a message, without what it quotes of a file beyond that. */
const shortened = (message: string): string => (message.split('\n', 1)[0] ?? '').slice(0, 200);
