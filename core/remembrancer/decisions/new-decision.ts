import type { Decision, Section } from './decision.ts';
import { slugOf } from './decision-id.ts';
import type { DecisionText } from './text/decision-text.ts';
import { writeDecision } from './write-decision.ts';

/** What is known of a decision before it is written. */
export type NewDecision = Pick<Decision, 'title'> &
  Partial<Omit<Decision, 'slug' | 'status' | 'sections' | 'number'>>;

/** The headings of MADR 4, each with what to write below it. Comments are not shown, and count as no text. */
const SECTIONS: readonly (readonly [level: number, heading: string, hint: string])[] = [
  [
    2,
    'Context and Problem Statement',
    'Why is there something to decide? Two or three sentences, or a question.',
  ],
  [2, 'Considered Options', 'The options, one in a line, with "- " before each.'],
  [2, 'Decision Outcome', 'Which option is chosen, and because of what.'],
  [3, 'Consequences', 'What becomes better and what becomes worse: "- Good, because …", "- Bad, because …".'],
];

/**
 * A draft in MADR 4 to be filled in, with what to write where in comments. Its file is named by the title, or by its id
 * where the title has no Latin letter.
 */
export function newDecision(known: NewDecision): DecisionText {
  const words = slugOf(known.title);
  const slug = words === slugOf('') && known.id !== undefined ? `${words}-${known.id.toLowerCase()}` : words;
  const section = (level: number, heading: string, text: string): Section => ({
    level,
    heading,
    text,
    line: 1,
  });
  const decision: Decision = {
    decisionMakers: [],
    consulted: [],
    informed: [],
    tags: [],
    supersedes: [],
    amends: [],
    relatesTo: [],
    affects: [],
    ...known,
    slug,
    status: 'draft',
    sections: [
      section(1, known.title, ''),
      ...SECTIONS.map(([level, heading, hint]) => section(level, heading, `<!-- ${hint} -->`)),
    ],
  };
  return { path: `${slug}.md`, text: writeDecision(decision) };
}
