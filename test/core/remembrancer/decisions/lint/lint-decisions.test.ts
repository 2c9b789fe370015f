import { describe, expect, it } from '@jest/globals';
import { lintDecisions, readDecision } from '../../../../../core/remembrancer/decisions/index.ts';
import { SAMPLES } from '../samples.ts';

const GOOD = `---
id: 01JD0000000000000000000001
status: accepted
date: 2026-11-20
decision-makers: [Jane Doe]
affects: [src/**]
confidence: high
---

# Use X

## Context and Problem Statement

Why.

## Decision Outcome

X.
`;

const lint = (...texts: readonly string[]) =>
  lintDecisions(texts.map((text, n) => readDecision(`docs/adr/${'abc'[n] ?? ''}.md`, text)));
const rulesOf = (...texts: readonly string[]) => lint(...texts).map(({ rule, line }) => [rule, line]);
const other = (text: string) => text.replace('0001\n', '0002\n');

describe('lint', () => {
  it('has nothing to say of a decision as it should be', () => {
    expect(lint(GOOD)).toEqual([]);
  });

  it.each([
    ['affects', 6, GOOD.replace('src/**', '../x')],
    ['affects', 6, GOOD.replace('src/**', '"src/{a,b}"')],
    ['broken-link', 14, GOOD.replace('Why.', 'See [this](gone.md).')],
    ['confidence', 7, GOOD.replace('high', 'certain')],
    ['date', 4, GOOD.replace('2026-11-20', 'Nov 20, 2026')],
    ['decision-makers', 1, GOOD.replace(/decision-makers.*\n/, '')],
    ['front-matter', 7, GOOD.replace('confidence', 'trust')],
    ['id', 2, GOOD.replace('01JD', 'OLD')],
    [
      'number-mismatch',
      10,
      GOOD.replace('01JD0000000000000000000001', 'ADR-0001').replace('# Use', '# 2. Use'),
    ],
    ['open-reference', 6, GOOD.replace('affects: [src/**]', 'supersedes: [gone]')],
    ['placeholder', 14, GOOD.replace('Why.', '{title of the problem}')],
    ['sections', 10, GOOD.replace('## Decision Outcome', '## Whatever')],
    ['status', 3, GOOD.replace('accepted', 'accepted by all')],
    ['supersede-cycle', 6, GOOD.replace('affects: [src/**]', 'supersedes: [a]')],
    ['superseded-status', 3, GOOD.replace('accepted', 'superseded')],
    ['title', 1, GOOD.replace('# Use X\n', '')],
  ])('finds %s in line %i, with the remedy', (rule, line, text) => {
    const findings = lint(text);
    expect(findings).toContainEqual(expect.objectContaining({ rule, line, path: 'docs/adr/a.md' }));
    for (const { message } of findings) expect(message).toMatch(/\. \S.*[.`]$/);
  });

  it('finds numbers and identities that two branches took', () => {
    expect(rulesOf(GOOD, GOOD)).toEqual([
      ['duplicate-id', 2],
      ['duplicate-id', 2],
    ]);
    const numbered = GOOD.replace('01JD0000000000000000000001', 'ADR-0001');
    expect(rulesOf(numbered, numbered)).toEqual([
      ['duplicate-number', 1],
      ['duplicate-number', 1],
    ]);
  });

  it('counts each series of numbers by itself', () => {
    const [, text] = SAMPLES.nygard;
    const rules = (...paths: string[]) =>
      lintDecisions(paths.map((path) => readDecision(path, text))).map(({ rule }) => rule);
    expect(rules('ODH-ADR-0010-x.md', 'ODH-ADR-Operator-0010-x.md')).not.toContain('duplicate-number');
    expect(rules('ODH-ADR-0010-x.md', 'serving/odh-adr-0010-y.md')).toContain('duplicate-number');
  });

  it('finds an accepted decision that another has replaced', () => {
    expect(rulesOf(GOOD, other(GOOD).replace('affects: [src/**]', 'supersedes: [a]'))).toEqual([
      ['superseded-status', 3],
    ]);
  });

  it('shows nothing that a terminal would obey', () => {
    const [finding] = lint(GOOD.replace('accepted', '"\\e[31mred\\u202e"'));
    expect(finding?.message).toContain('"�[31mred�"');
  });
});
