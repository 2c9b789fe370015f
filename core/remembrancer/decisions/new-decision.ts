import { VaultMeshError } from '../../common/error.ts';
import type { Decision, Section } from './decision.ts';
import { slugOf } from './decision-id.ts';
import { MADR_HEADINGS } from './madr-headings.ts';
import type { SectionRole } from './section-by-role.ts';
import type { DecisionText } from './text/decision-text.ts';
import { numberInHeading } from './text/file-name.ts';
import { writeDecision } from './write-decision.ts';

/** What is known of a decision before it is written: a draft, unless it has a status. */
export type NewDecision = Pick<Decision, 'title'> & Partial<Omit<Decision, 'sections' | 'number'>>;

/** The parts of a decision, in Markdown. A part without a text is left out. */
type SectionTexts = Readonly<Partial<Record<SectionRole, string | undefined>>>;

/** What to write where. Comments are not shown, and count as no text. */
const HINTS: SectionTexts = {
  context: '<!-- Why is there something to decide? Two or three sentences, or a question. -->',
  options: '<!-- The options, one in a line, with "- " before each. -->',
  outcome: '<!-- Which option is chosen, and because of what. -->',
  consequences:
    '<!-- What becomes better and what becomes worse: "- Good, because …", "- Bad, because …". -->',
};

/** In the order of MADR 4. */
const PARTS: readonly (readonly [level: number, role: SectionRole])[] = [
  [2, 'context'],
  [2, 'options'],
  [2, 'outcome'],
  [3, 'consequences'],
];

/**
 * The file of a new decision in MADR 4; without texts, with what to write where in comments. It is named by its slug, or
 * else by the title, or by its id where the title has no Latin letter. Throws `usage` for a title that begins with a number:
 * that of a decision is given by the log.
 */
export function newDecision(known: NewDecision, texts: SectionTexts = HINTS): DecisionText {
  if (numberInHeading(known.title) !== undefined) {
    throw new VaultMeshError('usage', 'The log gives a decision its number. Write the title without one.');
  }
  const slug = known.slug ?? slugOfNew(known);
  const decision: Decision = {
    status: 'draft',
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
    sections: [
      { level: 1, heading: known.title, text: '', line: 1 },
      ...PARTS.flatMap(([level, role]): Section[] => {
        const text = texts[role];
        return text === undefined
          ? []
          : [{ level, heading: MADR_HEADINGS[role], text: text.trim(), line: 1 }];
      }),
    ],
  };
  return { path: `${slug}.md`, text: writeDecision(decision) };
}

function slugOfNew({ title, id }: NewDecision): string {
  const words = slugOf(title);
  return words === slugOf('') && id !== undefined ? `${words}-${id.toLowerCase()}` : words;
}
