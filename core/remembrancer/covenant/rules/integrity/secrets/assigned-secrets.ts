import type { Range } from '../../../found.ts';
import { findTokens } from './find-tokens.ts';
import { looksRandom } from './looks-random.ts';
import { isSecretName } from './secret-name.ts';

export interface AssignedSecret extends Range {
  /** The name that it stands under. */
  readonly name: string;
}

const VALUE = /[=:]>?[ \t]{0,4}(\\?["'`])?([A-Za-z0-9+/_.~@!#%^*-]{16,512}={0,2})/gu;
/** Right before the mark: a name, which may be quoted, indexed, optional, or have a type behind it. */
const NAME =
  /(?<=(?<![\w.-])([\w.-]{1,64})(?:\\?["'`]\]?|\[\d{0,4}\])?\??(?: {0,2}: {0,2}[A-Za-z_][\w<>|.]{0,23})?[ \t]{0,8}:?)/uy;
/** Behind a value without quotes. */
const END = /[\s;,&]|$/uy;

const HASH_LENGTHS: ReadonlySet<number> = new Set([32, 40, 56, 64, 96, 128]);
const HEX = /^[0-9a-f]+$/iu;
const HASH_WORDS = /sha-?\d|md5|digest|checksum|integrity|commit|revision|fingerprint|hash|etag/iu;
/** The search of documents, whose keys stand in pages and find what is public. */
const PUBLIC_SEARCH = /docsearch/iu;
const NEARBY = 100;
/** What its checksum decides on: the whole form of a token that has one, and what says that it is the key of a log. */
const OF_OTHERS = /^(?:(?:gh[oprsu]|npm)_[A-Za-z0-9]{36}|ghr_[A-Za-z0-9]{76})$|^PRIVATE\+KEY\+/u;

/**
 * The random-looking values that stand under a secret's name, in code, JSON, YAML and the like. Values without quotes count
 * only where `areUnquoted` is set, since in code they are expressions.
 */
export function assignedSecrets(text: string, areUnquoted: boolean): AssignedSecret[] {
  return [...text.matchAll(VALUE)].flatMap((match): AssignedSecret[] => {
    const [all, quote = '', value = ''] = match;
    const end = match.index + all.length;
    const isEnded =
      quote === '' ? areUnquoted && matchesAt(END, text, end) !== null : text.startsWith(quote, end);
    const name = isEnded ? matchesAt(NAME, text, match.index)?.[1] : undefined;
    if (name === undefined || !isSecretName(name) || !looksRandom(value) || OF_OTHERS.test(value)) return [];
    const nearby = text.slice(Math.max(0, match.index - NEARBY), end + NEARBY);
    if (
      isDigest(value, nearby) ||
      (HEX.test(value) && PUBLIC_SEARCH.test(nearby)) ||
      findTokens(nearby).length > 0
    )
      return [];
    return [{ name, start: end - value.length, end }];
  });
}

const isDigest = (value: string, nearby: string): boolean =>
  HEX.test(value) && HASH_LENGTHS.has(value.length) && HASH_WORDS.test(nearby);

function matchesAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  const own = new RegExp(pattern);
  own.lastIndex = at;
  return own.exec(text);
}
