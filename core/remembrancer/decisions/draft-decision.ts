import { posix } from 'node:path';

import { VaultMeshError } from '../../common/error.ts';
import { lintDecisions } from './lint/lint-decisions.ts';
import { type NewDecision, newDecision } from './new-decision.ts';
import { type ReadDecision, readDecision } from './read-decision.ts';
import { resolveDecision } from './resolve-decision.ts';
import type { DecisionText } from './text/decision-text.ts';

/** A new decision whose relations are references as a person writes them. */
export type DraftWords = NewDecision & Required<Pick<NewDecision, 'supersedes' | 'amends' | 'relatesTo'>>;

/**
 * The draft of a decision in `folder`, beside the `others` that are there, which it calls by their ids. Throws `usage` for a
 * title that is no line, and for what lint would refuse at once: a day that is none, a glob that means no path; and as
 * `resolveDecision` does for what it relates to.
 */
export function draftDecision(
  folder: string,
  others: readonly ReadDecision[],
  words: DraftWords,
): DecisionText {
  const title = withoutBreaks(words.title);
  const named = (references: readonly string[]) => references.map((each) => nameOf(others, each));
  const { path: name, text } = newDecision({
    ...words,
    title,
    supersedes: named(words.supersedes),
    amends: named(words.amends),
    relatesTo: named(words.relatesTo),
  });
  const path = posix.join(folder, name);
  const error = lintDecisions([...others, readDecision(path, text)]).find(
    (finding) => finding.path === path && finding.severity === 'error',
  );
  if (error) throw new VaultMeshError('usage', `Nothing was written. ${error.message}`);
  return { path, text };
}

function withoutBreaks(title: string): string {
  const line = title.trim();
  if (line !== '' && !/[\p{Cc}\u2028\u2029]/u.test(line)) return line;
  throw new VaultMeshError(
    'usage',
    'A title is one line of text that is not empty, such as "Use PostgreSQL for orders".',
  );
}

/** What the new decision calls another by. */
function nameOf(reads: readonly ReadDecision[], reference: string): string {
  const { decision } = resolveDecision(reads, reference);
  return decision.id ?? decision.slug;
}
