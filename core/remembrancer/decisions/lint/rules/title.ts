import type { Rule } from '../rule.ts';

/** A decision says in one line what was decided. */
export const title: Rule = (decisions) =>
  decisions
    .filter(
      ({ decision: { sections } }) => !sections.some(({ level, heading }) => level === 1 && heading !== ''),
    )
    .map(({ path }) => ({
      rule: 'title',
      path,
      line: 1,
      message: 'There is no title. Begin the text with one: `# Use PostgreSQL for orders`.',
      severity: 'error',
    }));
