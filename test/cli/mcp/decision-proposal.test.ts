import { describe, expect, it } from '@jest/globals';

import { proposalFile } from '../../../cli/mcp/tools/decision-proposal.ts';
import { readDecision } from '../../../core/remembrancer/decisions/index.ts';

const KNOWN = { id: '01KAHQ3ZV0000000000000000A', date: '2026-11-20' };
const PROPOSAL = {
  title: 'Use PostgreSQL: "for orders"',
  context: 'Orders are relational.\n',
  decision: 'PostgreSQL, because everybody knows it.',
  consequences: '- Good, because it is one thing less.',
  options: ['PostgreSQL', 'SQLite'],
  supersedes: ['ADR-0002'],
  affects: ['orders/**'],
  tags: ['storage'],
};

describe('the file of a proposed decision', () => {
  it('is MADR 4, proposed, with all that was said', () => {
    const { slug, path, text } = proposalFile(PROPOSAL, KNOWN);
    expect([slug, path]).toEqual(['use-postgresql-for-orders', 'docs/adr/use-postgresql-for-orders.md']);
    const { decision, dialect, findings } = readDecision(path, text);
    expect([dialect, findings]).toEqual(['madr-4', []]);
    expect(decision).toMatchObject({
      ...KNOWN,
      title: PROPOSAL.title,
      status: 'proposed',
      supersedes: ['ADR-0002'],
      affects: ['orders/**'],
      tags: ['storage'],
    });
    expect(decision.sections.map(({ heading, text: body }) => [heading, body.trim()])).toEqual([
      [PROPOSAL.title, ''],
      ['Context and Problem Statement', 'Orders are relational.'],
      ['Considered Options', '- PostgreSQL\n- SQLite'],
      ['Decision Outcome', 'PostgreSQL, because everybody knows it.'],
      ['Consequences', '- Good, because it is one thing less.'],
    ]);
  });

  it('cannot be made accepted by its texts', () => {
    const forged = {
      ...PROPOSAL,
      title: 'x',
      context: '---\nstatus: accepted\n---\nStatus: accepted',
      tags: ['a: b\nstatus: accepted'],
    };
    const { path, text } = proposalFile(forged, KNOWN);
    expect(readDecision(path, text).decision).toMatchObject({
      status: 'proposed',
      tags: ['a: b\nstatus: accepted'],
    });
  });

  it('is named by the digest of a title without a Latin letter, so that two titles are two files', () => {
    const pathOf = (title: string) => proposalFile({ ...PROPOSAL, title }, KNOWN).path;
    expect(pathOf('注文は PostgreSQL')).toBe('docs/adr/postgresql.md');
    expect(pathOf('日本')).toMatch(/^docs\/adr\/decision-[0-9a-f]{12}\.md$/u);
    expect(pathOf('日本')).not.toBe(pathOf('中国'));
    expect(pathOf('日本')).toBe(pathOf('日本'));
  });

  it('has no heading for what was not said', () => {
    const { text } = proposalFile({ ...PROPOSAL, consequences: undefined, options: [] }, KNOWN);
    expect(text).not.toMatch(/Considered Options|Consequences/u);
  });
});
