import { toHex } from '../../common/bytes.ts';
import { canonicalJsonBytes } from '../../common/canonical-json.ts';

/** Somebody who took part, such as `{ role: 'author', login: 'ada' }`. */
export interface Person {
  readonly role: string;
  readonly login?: string;
  readonly name?: string;
}

/**
 * The side file that keeps the names of people out of the receipt. The receipt commits to its SHA-256; `salt` (16
 * random bytes or more) inside keeps a removed name from being guessed back from that digest.
 */
export const sealPeople = (people: readonly Person[], salt: Uint8Array): Uint8Array =>
  canonicalJsonBytes({
    people: people.map(({ role, login, name }) => ({ role, login, name })),
    salt: toHex(salt),
    v: 1,
  });
