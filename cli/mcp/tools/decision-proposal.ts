import { sha256Hex } from '../../../core/common/bytes.ts';
import { slugOf } from '../../../core/remembrancer/decisions/decision-id.ts';
import { newDecision } from '../../../core/remembrancer/decisions/new-decision.ts';
import type { DecisionText } from '../../../core/remembrancer/decisions/text/decision-text.ts';

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
): DecisionText & { readonly slug: string } {
  const slug = slugOfTitle(title);
  const { path, text } = newDecision(
    { id, slug, title, status: 'proposed', date, tags, supersedes, affects },
    {
      context,
      options: options.map((option) => `- ${option}`).join('\n') || undefined,
      outcome: decision,
      consequences,
    },
  );
  return { slug, path: `docs/adr/${path}`, text };
}

/** By the words of the title or, where it has no Latin letter, by its digest: one title is one file. */
function slugOfTitle(title: string): string {
  const slug = slugOf(title);
  return slug === slugOf('') ? `${slug}-${sha256Hex(title).slice(0, 12)}` : slug;
}
