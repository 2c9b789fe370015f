/** A decision as we write it. */
export const decisionText = ({
  status = 'accepted',
  title = 'Use X',
  more = '',
  outcome = 'X, since we know it.',
}: {
  readonly status?: string;
  readonly title?: string;
  /** Further lines of the front matter, each with its end. */
  readonly more?: string;
  readonly outcome?: string;
} = {}): string => `---
status: ${status}
date: 2026-11-20
${more}---

# ${title}

## Context and Problem Statement

Why.

## Decision Outcome

${outcome}
`;
