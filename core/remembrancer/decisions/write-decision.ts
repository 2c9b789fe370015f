import { stringify } from 'yaml';

import type { Decision, Section } from './decision.ts';
import { decisionName } from './decision-id.ts';

/**
 * The file of a decision: MADR 4 with front matter, keys in the order of the format, empty ones left out. Same
 * decision, same bytes. `readDecision` gives the same decision back, with the lines where its sections came to stand.
 */
export function writeDecision(decision: Decision): string {
  const frontMatter = {
    id: decision.id ?? (decision.number === undefined ? undefined : decisionName(decision.number)),
    title: decision.title,
    status: decision.status,
    date: decision.date,
    'decision-makers': someOf(decision.decisionMakers),
    consulted: someOf(decision.consulted),
    informed: someOf(decision.informed),
    tags: someOf(decision.tags),
    summary: decision.summary,
    supersedes: someOf(decision.supersedes),
    amends: someOf(decision.amends),
    'relates-to': someOf(decision.relatesTo),
    affects: someOf(decision.affects),
    'review-by': decision.reviewBy,
    confidence: decision.confidence,
  };
  const yaml = stringify(frontMatter, { lineWidth: 0, keepUndefined: false, aliasDuplicateObjects: false });
  const body = decision.sections.map(sectionText).join('\n\n');
  return `---\n${yaml}---\n\n${body}\n`;
}

const someOf = (items: readonly string[]) => (items.length > 0 ? items : undefined);

const sectionText = ({ level, heading, text }: Section): string => {
  if (level === 0) return text;
  const line = headingLine(level, heading);
  return text === '' ? line : `${line}\n\n${text}`;
};

/** A heading as it is written. */
export const headingLine = (level: number, heading: string): string =>
  `${'#'.repeat(level)} ${heading}`.trimEnd();
