import { describe, expect, it } from '@jest/globals';

import {
  buildSearchIndex,
  search,
  type Section,
} from '../../../../../core/remembrancer/memory/search/index.ts';
import { document } from './fixtures.ts';

const SECTIONS: readonly Section[] = [
  { heading: 'Use PostgreSQL for orders', text: 'Date: 2026-11-02' },
  { heading: 'Context and Problem Statement', text: 'Orders got lost in a crash of the server.' },
  { heading: 'Decision Drivers', text: 'PostgreSQL is known to PostgreSQL people.' },
  { heading: 'Considered Options', text: '- PostgreSQL\n- CockroachDB' },
  {
    heading: 'Decision Outcome',
    text: 'Chosen: PostgreSQL, because its transactions are known to the team.',
  },
  { heading: 'Consequences', text: 'A team must run backups of PostgreSQL.' },
];

const headingFor = (question: string, sections: readonly Section[] = SECTIONS): string | undefined =>
  search(buildSearchIndex([document('a', { title: 'Use PostgreSQL for orders', sections })]), question)[0]
    ?.passage?.heading;

describe('the passage to quote', () => {
  it.each(['why did we choose PostgreSQL?', 'which transactions after a crash', 'backups of PostgreSQL'])(
    'is the outcome, which has a term of %p',
    (question) => {
      expect(headingFor(question)).toBe('Decision Outcome');
    },
  );

  it('is the outcome for the words of the title, which it does not repeat', () => {
    const sections = SECTIONS.map(({ heading, text }) => ({
      heading,
      text: heading === 'Decision Outcome' ? 'As proposed.' : text,
    }));
    expect(headingFor('why PostgreSQL for orders?', sections)).toBe('Decision Outcome');
    expect(headingFor('which team runs backups?', sections)).toBe('Consequences');
  });

  it.each([
    ['what happened in the crash?', 'Context and Problem Statement'],
    ['who runs backups?', 'Consequences'],
    ['CockroachDB', 'Considered Options'],
  ])('is what answers %p, of which the outcome has nothing: %p', (question, heading) => {
    expect(headingFor(question)).toBe(heading);
  });

  it.each(['Decision', '3. Decision', 'Outcome', 'Resolution:'])('takes %p for the outcome', (heading) => {
    const sections = SECTIONS.map((section) =>
      section.heading === 'Decision Outcome' ? { ...section, heading } : section,
    );
    expect(headingFor('why PostgreSQL?', sections)).toBe(heading);
  });

  it('is of a long outcome the part that answers best', () => {
    const text = `${'PostgreSQL it is. '.repeat(60)}\n\n${'Replicas follow PostgreSQL. '.repeat(40)}`;
    const [hit] = search(
      buildSearchIndex([document('a', { title: 'Database', sections: [{ heading: 'Decision', text }] })]),
      'PostgreSQL replicas',
    );
    expect(hit?.passage?.text).toMatch(/^Replicas/u);
  });
});
