import type { SectionRole } from './section-by-role.ts';

/** What MADR 4 calls the parts of a decision. */
export const MADR_HEADINGS: Readonly<Record<SectionRole, string>> = {
  context: 'Context and Problem Statement',
  options: 'Considered Options',
  outcome: 'Decision Outcome',
  consequences: 'Consequences',
};
