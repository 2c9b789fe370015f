import type { Field } from '../../dialects/claim.ts';
import type { Decision } from '../../decision.ts';
import { importDecision } from '../../import/import-decision.ts';
import { isSettled } from '../../life/transitions.ts';
import { firstClaim } from '../../read/claim-values.ts';
import { type ReadDecision, readDecision } from '../../read-decision.ts';
import { writeDecision } from '../../write-decision.ts';
import { baseOf } from '../base-of.ts';
import type { Rule } from '../rule.ts';

/** What was decided, when and by whom. The other fields say what came later, or how it is found. */
const FIXED: readonly (readonly [Field, keyof Decision])[] = [
  ['id', 'id'],
  ['title', 'title'],
  ['date', 'date'],
  ['decision-makers', 'decisionMakers'],
  ['consulted', 'consulted'],
  ['informed', 'informed'],
  ['summary', 'summary'],
  ['confidence', 'confidence'],
];

/** Their lines in a body are no part of its text. */
const LATER: readonly Field[] = [
  'status',
  'supersedes',
  'superseded-by',
  'amends',
  'amended-by',
  'relates-to',
  'tags',
];

/** The text of a decision is that which was decided upon. It may be imported, which loses no line. */
export const settledText: Rule = (decisions, { base = [] }) => {
  const before = baseOf(base, decisions);
  return decisions.flatMap((read) => {
    const was = before(read);
    const change = was && isSettled(was.decision.status) ? changeOf(was, read) : undefined;
    if (!was || !change || !changeOf(imported(was, read), read)) return [];
    const message =
      `It was ${was.decision.status}, and ${change.what} is another now. ` +
      'Put it back, and write a new decision that amends or supersedes it.';
    return [
      { rule: 'settled-text', path: read.path, line: change.line, message, severity: 'error' as const },
    ];
  });
};

interface Change {
  readonly what: string;
  readonly line: number;
}

function changeOf(was: ReadDecision, is: ReadDecision): Change | undefined {
  const field = FIXED.find(([name, key]) => {
    const [before, after] = [was, is].map(({ decision }) => JSON.stringify(decision[key]));
    return before !== after && !(name === 'id' && before === undefined);
  });
  if (field) return { what: `"${field[0]}"`, line: firstClaim(is.claims, field[0])?.line ?? 1 };
  const [before, after] = [textLines(was), textLines(is)];
  if (flowing(before) === flowing(after)) return undefined;
  const n = after.findIndex(({ text }, at) => text !== before[at]?.text);
  if (n < 0 && before.length === after.length) return undefined;
  return { what: 'its text', line: (after[n] ?? after.at(-1))?.number ?? 1 };
}

/** The lines of the body that hold text, without those that say what came later. */
function textLines({ claims, document }: ReadDecision) {
  const later = new Set(
    claims.filter(({ field }) => LATER.includes(field)).flatMap(({ line, lines }) => [line, ...lines]),
  );
  return document.body
    .filter(({ number, text }) => text.trim() !== '' && !later.has(number))
    .map(({ number, text }) => ({ number, text: text.trimEnd() }));
}

/** What begins a part of a text, and is not the next line of a paragraph: a heading, an item, a quotation, a table, code. */
const PART = /^\s*(?:[#>|*+=~`-]|\d+[.)])/;

/** The text with its paragraphs in one line each: where a line of them ends says nothing. */
const flowing = (lines: readonly { readonly text: string }[]): string =>
  lines.map(({ text }) => (PART.test(text) ? `\n${text}` : ` ${text.trim()}`)).join('');

/** What an import makes of a decision, with the id that it has now. */
const imported = (was: ReadDecision, is: ReadDecision): ReadDecision =>
  readDecision(was.path, writeDecision(importDecision(was, is.decision.id ?? '').decision));
