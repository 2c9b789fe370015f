import type { BodyLine } from '../text/source-document.ts';
import type { Claim } from './claim.ts';
import { fieldOfLabel } from './field-of-label.ts';

const LABELLED = /^\s{0,3}(?:[-*+]\s+)?(\*{0,2}[A-Za-z][A-Za-z -]{0,30}\*{0,2}:)(.*)$/;

/** What lines such as `* Status: accepted`, `Date: 2021-08-16` and `**Deciders:** Jane` say. */
export const labelledLines = (lines: readonly BodyLine[]): Claim[] =>
  lines.flatMap(({ text, number, isLiteral }) => {
    const [, label = '', value = ''] = (!isLiteral && LABELLED.exec(text)) || [];
    const field = fieldOfLabel(label);
    return field ? [{ field, value: value.replace(/^\*{2}/, '').trim(), line: number, lines: [number] }] : [];
  });
