import { sha256Hex } from '../../../core/common/bytes.ts';
import type { Section } from '../../../core/remembrancer/decisions/decision.ts';
import { slugOf } from '../../../core/remembrancer/decisions/decision-id.ts';
import { writeDecision } from '../../../core/remembrancer/decisions/write-decision.ts';

/** What a client says of a decision. Its texts are Markdown. */
export interface DecisionProposal {
  readonly title: string;
  readonly context: string;
  readonly decision: string;
  readonly consequences?: string | undefined;
  readonly options: readonly string[];
  readonly supersedes: readonly string[];
  readonly affects: readonly string[];
  readonly tags: readonly string[];
}

/** The file of a proposed decision in MADR 4; `id` is a ULID, `date` YYYY-MM-DD. */
export function proposalFile(
  { title, context, decision, consequences, options, supersedes, affects, tags }: DecisionProposal,
  { id, date }: { readonly id: string; readonly date: string },
): { slug: string; path: string; text: string } {
  const slug = slugOfTitle(title);
  const parts: [level: number, heading: string, text: string | undefined][] = [
    [1, title, ''],
    [2, 'Context and Problem Statement', context],
    [2, 'Considered Options', options.map((option) => `- ${option}`).join('\n') || undefined],
    [2, 'Decision Outcome', decision],
    [3, 'Consequences', consequences],
  ];
  const sections = parts.flatMap(([level, heading, text]): Section[] =>
    text === undefined ? [] : [{ level, heading, text: text.trim(), line: 1 }],
  );
  const text = writeDecision({
    id,
    slug,
    title,
    status: 'proposed',
    date,
    decisionMakers: [],
    consulted: [],
    informed: [],
    tags,
    supersedes,
    amends: [],
    relatesTo: [],
    affects,
    sections,
  });
  return { slug, path: `docs/adr/${slug}.md`, text };
}

/** By the words of the title or, where it has no Latin letter, by its digest: one title is one file. */
function slugOfTitle(title: string): string {
  const slug = slugOf(title);
  return slug === slugOf('') ? `${slug}-${sha256Hex(title).slice(0, 12)}` : slug;
}
