import type { Range } from '../../../found.ts';
import { findTokens } from './find-tokens.ts';
import { looksInvented } from './looks-invented.ts';
import { looksRandom } from './looks-random.ts';

const URL_WITH_PASSWORD = /:\/\/([^\s:@/?#"'`<>]{0,100}):([^\s:@/?#"'`<>]{8,200})@([A-Za-z0-9.-]{1,253})/gu;
const LOCAL =
  /^(?:localhost|127\.[\d.]+|0\.0\.0\.0|host\.docker\.internal|.*\.(?:example|test|invalid|local|localhost)|(?:.*\.)?example\.(?:com|net|org))$/iu;
/** Variables, templates and the parts of a format. */
const TEMPLATE = /[${}()*[\]\\]|%[sdv]/u;
const COMMON =
  /^(?:pass|passwd|password|passphrase|pwd|secret|token|user|username|admin|root|postgres|mysql|mongo|guest|test|dev|local|my|the)+[-_.]?\d{0,4}!?$/iu;

const ROW = /12345|54321/u;
const NO_USER = /^(?:your[_-]?)?user[_-]?name$/iu;

/** The passwords in URLs, `scheme://user:password@host`, that are no placeholder and not of this machine. */
export const urlPasswords = (text: string): Range[] =>
  [...text.matchAll(URL_WITH_PASSWORD)].flatMap((match): Range[] => {
    const [, user = '', password = '', host = ''] = match;
    const start = match.index + '://'.length + user.length + 1;
    const isSecret =
      !LOCAL.test(host) && isPassword(password, user, host) && findTokens(match[0]).length === 0;
    return isSecret ? [{ start, end: start + password.length }] : [];
  });

/** A host without a dot is a neighbour in a network of one's own: there only what is random counts. */
const isPassword = (password: string, user: string, host: string): boolean =>
  host.includes('.')
    ? /\d/u.test(password) &&
      /[A-Za-z]/u.test(password) &&
      password !== user &&
      !NO_USER.test(user) &&
      ![TEMPLATE, COMMON, ROW].some((pattern) => pattern.test(password)) &&
      !looksInvented(password)
    : looksRandom(password);
