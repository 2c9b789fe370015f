import { describe, expect, it } from '@jest/globals';
import {
  isDecisionFile,
  lintDecisions,
  newDecision,
  readDecision,
} from '../../../../core/remembrancer/decisions/index.ts';

const ID = '01JD0000000000000000000001';

describe('a new decision', () => {
  it('is a draft of MADR 4 with what is known of it, and what to write where', () => {
    const { path, text } = newDecision({ id: ID, title: 'Use "X": soon', date: '2026-11-20', tags: ['a'] });
    const { decision, dialect, findings } = readDecision(path, text);
    expect([path, dialect, findings]).toEqual(['use-x-soon.md', 'madr-4', []]);
    expect(decision).toMatchObject({ id: ID, title: 'Use "X": soon', status: 'draft', tags: ['a'] });
    expect(text).toContain('# Use "X": soon\n\n## Context and Problem Statement\n\n<!-- Why');
  });

  it('is not finished: lint says what is to be written', () => {
    const { path, text } = newDecision({ id: ID, title: 'Use X' });
    const findings = lintDecisions([readDecision(path, text)]);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['sections', 'warning'],
      ['sections', 'warning'],
    ]);
  });

  it('has a name of its own where its title has no Latin letter', () => {
    expect(newDecision({ id: ID, title: '日本' }).path).toBe('decision-01jd0000000000000000000001.md');
  });

  it.each([
    ['3 replicas for orders', 'decision-3-replicas-for-orders'],
    ['Replace ADR-0012 by events', 'decision-replace-0012-by-events'],
    ['Write an ADR for 3 services', 'decision-write-an-for-3-services'],
    ['Keep 3 replicas', 'keep-3-replicas'],
    ['Index', 'decision-index'],
    ['ADR template', 'decision-template'],
  ])('claims no number by its name, and is one by it: %s', (title, slug) => {
    const { path, text } = newDecision({ id: ID, title });
    expect(path).toBe(`${slug}.md`);
    expect(isDecisionFile(path)).toBe(true);
    expect(readDecision(path, text).decision).not.toHaveProperty('number');
  });

  it.each(['ADR-0042: Use X', '3. Use X'])('claims no number by its title: %s', (title) => {
    expect(() => newDecision({ id: ID, title })).toThrow(/number\. Write the title without one\./);
  });
});
