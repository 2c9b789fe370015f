import { describe, expect, it } from '@jest/globals';
import { draftDecision, readDecision } from '../../../../core/remembrancer/decisions/index.ts';

const words = { title: ' Use PostgreSQL ', date: '2026-11-20', supersedes: [], amends: [], relatesTo: [] };

const older = readDecision(
  'docs/adr/use-mysql.md',
  '---\nid: 01JD0ABCDEFGHJKMNPQRSTVWXY\nstatus: accepted\n---\n\n# Use MySQL\n',
);

describe('the draft of a decision', () => {
  it('is in its folder, and calls others by their ids', () => {
    const { path, text } = draftDecision('docs/adr', [older], { ...words, supersedes: ['use-mysql'] });
    expect(path).toBe('docs/adr/use-postgresql.md');
    expect(readDecision(path, text).decision).toMatchObject({
      title: 'Use PostgreSQL',
      status: 'draft',
      supersedes: ['01JD0ABCDEFGHJKMNPQRSTVWXY'],
    });
  });

  it('has a plain path in the folder where everything is', () => {
    expect(draftDecision('.', [], words).path).toBe('use-postgresql.md');
  });

  it.each([
    ['an empty title', { title: '  ' }, 'A title is one line'],
    ['two lines', { title: 'Use\nit' }, 'A title is one line'],
    ['a glob that means no path', { affects: ['src/../lib'] }, 'Nothing was written.'],
    ['a day that is none', { reviewBy: '2026-02-30' }, 'Nothing was written.'],
    ['a decision that is not there', { amends: ['use-nothing'] }, 'There is no decision'],
  ])('is refused for %s', (_, change, reason) => {
    expect(() => draftDecision('docs/adr', [older], { ...words, ...change })).toThrow(reason);
  });
});
