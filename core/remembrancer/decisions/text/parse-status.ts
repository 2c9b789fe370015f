import { DECISION_STATUSES, type DecisionStatus } from '../decision.ts';

/** Words in the wild, and what they mean. The longest that fits counts. */
const WORDS: Readonly<Record<string, DecisionStatus>> = {
  ...Object.fromEntries(DECISION_STATUSES.map((status) => [status, status])),
  'work in progress': 'draft',
  wip: 'draft',
  pending: 'proposed',
  review: 'proposed',
  'in review': 'proposed',
  'under review': 'proposed',
  'last call': 'proposed',
  approved: 'accepted',
  adopted: 'accepted',
  active: 'accepted',
  decided: 'accepted',
  agreed: 'accepted',
  implemented: 'accepted',
  declined: 'rejected',
  abandoned: 'withdrawn',
  cancelled: 'withdrawn',
  canceled: 'withdrawn',
  obsolete: 'deprecated',
  retired: 'deprecated',
  superceded: 'superseded',
  replaced: 'superseded',
};

const BY_LENGTH = Object.keys(WORDS).sort((a, b) => b.length - a.length);

export interface ParsedStatus {
  readonly status: DecisionStatus;
  /** Whether the text is that one word, in capital letters or not, and nothing else. */
  readonly isPlain: boolean;
}

/**
 * The status that prose gives: `Accepted.`, `> Proposed`, `~~accepted~~ Superceded by [ADR 12](0012-x.md)`. Where several
 * lines give one, it is superseded if any of them says so, and else what the first says. `undefined` if none does.
 */
export function parseStatus(text: string): ParsedStatus | undefined {
  const found = text.split('\n').flatMap((line) => statusOfLine(line) ?? []);
  const status = found.includes('superseded') ? 'superseded' : found[0];
  return status && { status, isPlain: text.trim().toLowerCase() === status };
}

function statusOfLine(line: string): DecisionStatus | undefined {
  // A template's choice: `{proposed | accepted}`.
  if (/[{|]/.test(line)) return undefined;
  const words = line
    .replace(/~~[^~]*~~/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
    .toLowerCase();
  const word = BY_LENGTH.find((known) => words === known || words.startsWith(`${known} `));
  return word === undefined ? undefined : WORDS[word];
}
