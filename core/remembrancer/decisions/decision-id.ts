import { isValid, ulid } from 'ulid';

import type { Clock } from '../../common/clock.ts';
import { numberInFileName } from './text/file-name.ts';
import { isDecisionFile } from './text/is-decision-file.ts';

/** A ULID in capital letters, as a decision is called until, and after, it has a number. */
export const isDecisionId = (text: string): boolean => isValid(text) && text === text.toUpperCase();

/** A new ULID. `random` gives numbers from 0 up to, not with, 1. */
export const newDecisionId = (clock: Clock, random: () => number): string => ulid(clock().getTime(), random);

const LONGEST_SLUG = 60;

/**
 * `use-postgresql-for-orders` of `Use PostgreSQL for orders`: ASCII letters, digits and hyphens, cut after a word to at
 * most 60 characters; `decision` if nothing is left. It begins with that word, and has no `adr` in it, where the name of the
 * file would else claim a number (`3 replicas`, `Undo ADR-12`), or be that of no decision (`Index`).
 */
export function slugOf(title: string): string {
  const words =
    title
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const slug = joined(words);
  const isName = numberInFileName(slug) === undefined && isDecisionFile(`${slug}.md`);
  return slug !== '' && isName
    ? slug
    : joined(['decision', ...words.filter((word) => !word.endsWith('adr'))]);
}

const joined = (words: readonly string[]): string =>
  words.reduce((all, word) => {
    const longer = all === '' ? word : `${all}-${word}`;
    return longer.length > LONGEST_SLUG ? all : longer;
  }, '');

/** The name of the decision with a number: `ADR-0042`. */
export const decisionName = (number: number): string => `ADR-${String(number).padStart(4, '0')}`;

/** `ADR-PR12`: how a proposed decision is shown. */
export const pullRequestReference = (pullRequest: number): string => `ADR-PR${pullRequest}`;

/** 42 of `ADR-0042`, `adr 42` and `42`. */
export function numberInReference(reference: string): number | undefined {
  const number = /^(?:ADR[-_ ]?)?(\d{1,6})$/i.exec(reference)?.[1];
  return number === undefined ? undefined : Number(number);
}
