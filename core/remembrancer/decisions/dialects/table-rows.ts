import type { BodyLine } from '../text/source-document.ts';
import type { Claim } from './claim.ts';
import { fieldOfLabel } from './field-of-label.ts';

const SEPARATOR = /^\s*\|[\s:|-]+$/;

/** What rows such as `| Status | Accepted |` say. The head of a table stays where it is: without it there is no table. */
export const tableRows = (lines: readonly BodyLine[]): Claim[] =>
  lines.flatMap(({ text, number, isLiteral }, n): Claim[] => {
    if (isLiteral || !text.trimStart().startsWith('|')) return [];
    const [label = '', value = ''] = text.trim().replace(/^\|/, '').split('|');
    const field = fieldOfLabel(label);
    const isHead = SEPARATOR.test(lines[n + 1]?.text ?? '');
    return field ? [{ field, value: value.trim(), line: number, lines: isHead ? [] : [number] }] : [];
  });
