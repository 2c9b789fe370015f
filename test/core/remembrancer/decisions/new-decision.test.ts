import { describe, expect, it } from '@jest/globals';
import { lintDecisions, newDecision, readDecision } from '../../../../core/remembrancer/decisions/index.ts';

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
});
