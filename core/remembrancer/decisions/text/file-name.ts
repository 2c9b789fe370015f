import { parseDate } from './parse-date.ts';

const IN_FILE_NAME = /^(?:[\w.-]*?adr-(?:[a-z]+-)*)?(\d{1,6})(?=[-_.]|$)/i;
const IN_HEADING = /^\W*(?:(\d{1,6})\.\s|ADR[-_ ]*(\d{1,6})\b)/i;

/** 42 of `0042-use-x`, `adr-042-use-x` and `ODH-ADR-Operator-0042-use-x`; a day is no number. */
export function numberInFileName(slug: string): number | undefined {
  const number = IN_FILE_NAME.exec(slug)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** `odh-adr-operator-` of `ODH-ADR-Operator-0042-use-x`: what is numbered from one on, beside other such series. */
export const seriesInFileName = (slug: string): string => {
  const [all = '', number = ''] = IN_FILE_NAME.exec(slug) ?? [];
  return all.slice(0, all.length - number.length).toLowerCase();
};

/** 42 of `42. Use X` and `ADR-0042: Use X`. */
export function numberInHeading(heading: string): number | undefined {
  const [, before, after] = IN_HEADING.exec(heading) ?? [];
  const number = before ?? after;
  return number === undefined ? undefined : Number(number);
}

/** `Use X` of `42. Use X`, `ADR-0042: Use X` and `**ADR 42 - Use  X**`: several blanks are shown as one. */
export function titleInHeading(heading: string): string {
  const plain = heading
    .replace(/(?<!\s)\s+#+$/, '')
    .replace(/^(\*\*|__)(.*)\1$/, '$2')
    .replace(/[ \t]+/g, ' ')
    .trim();
  const title = plain.replace(/^(?:\d{1,6}\.\s+|ADR[-_ ]*\d{1,6}\b[\s:.–—-]*)/i, '');
  return title === '' ? plain : title;
}

/** 2020-09-24 of `20200924-use-x`. */
export const dayInFileName = (slug: string): string | undefined =>
  /^\d{8}-/.test(slug) ? parseDate(slug) : undefined;
