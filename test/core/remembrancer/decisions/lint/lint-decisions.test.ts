import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import {
  importDecisions,
  lintDecisions,
  lintDecisionsBy,
  readDecision,
  type ReadDecision,
} from '../../../../../core/remembrancer/decisions/index.ts';
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

const readAll = (...texts: readonly string[]) =>
  texts.map((text, n) => readDecision(`docs/adr/${'abc'[n] ?? ''}.md`, text));
const lint = (...texts: readonly string[]) => lintDecisions(readAll(...texts), { today: '2026-11-21' });
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
    ['sections', 10, GOOD.replace('\nX.\n', '\n<!-- What\nthen? -->\n\n### Consequences\n')],
    ['review-by', 6, GOOD.replace('affects: [src/**]', 'review-by: 2026-11-20')],
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

  it('finds it also where that one was itself replaced', () => {
    const replaced = other(GOOD).replace('affects: [src/**]', 'supersedes: [a]');
    const last = GOOD.replace('0001\n', '0003\n').replace('affects: [src/**]', 'supersedes: [b]');
    expect(lint(GOOD, replaced.replace('accepted', 'superseded'), last)).toEqual([
      expect.objectContaining({ rule: 'superseded-status', path: 'docs/adr/a.md', line: 3 }),
    ]);
  });

  it('follows a link as it is written in an address', () => {
    const [from, to] = [
      GOOD.replace('Why.', 'See [this](%C3%A9t%C3%A9%201.md), [that](%zz.md).'),
      other(GOOD),
    ];
    const files = [readDecision('docs/adr/a.md', from), readDecision('docs/adr/été 1.md', to)];
    expect(lintDecisions(files).map(({ rule, message }) => [rule, message])).toEqual([
      ['broken-link', 'The link to "%zz.md" leads nowhere. Correct its address.'],
    ]);
  });

  it('says in which column a link or a placeholder stands', () => {
    const [link] = lint(GOOD.replace('Why.', 'See [this](gone.md).'));
    const [placeholder] = lint(GOOD.replace('Why.', 'As {title}.'));
    expect([link?.column, placeholder?.column]).toEqual([12, 4]);
  });

  it('lets a day of review pass that is to come, or of a decision that ended', () => {
    const by = (day: string, status = 'accepted') =>
      rulesOf(GOOD.replace('affects: [src/**]', `review-by: ${day}`).replace('accepted', status));
    expect(by('2026-11-21')).toEqual([]);
    expect(by('2020-01-01', 'deprecated')).toEqual([]);
  });

  it('shows nothing that a terminal would obey', () => {
    const [finding] = lint(GOOD.replace('accepted', '"\\e[31mred\\u202e"'));
    expect(finding?.message).toContain('"�[31mred�"');
  });
});

it('finds no error in our own decisions', () => {
  const folder = new URL('../../../../../docs/adr/', import.meta.url);
  const files = readdirSync(folder).map((name) =>
    readDecision(`docs/adr/${name}`, readFileSync(new URL(name, folder), 'utf8')),
  );
  expect(lintDecisions(files).filter(({ severity }) => severity === 'error')).toEqual([]);
});

describe('lint of a change', () => {
  const change = (before: string, after: string | undefined) =>
    lintDecisions(after === undefined ? [] : readAll(after), { base: readAll(before) })
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, line }) => [rule, line]);
  const PROPOSED = GOOD.replace('accepted', 'proposed');

  it.each([
    ['is accepted', PROPOSED, GOOD],
    ['is accepted with another text', PROPOSED, GOOD.replace('Why.', 'Why not.')],
    ['is accepted in one change from a draft', GOOD.replace('accepted', 'draft'), GOOD],
    ['is accepted and ends in one change', PROPOSED, GOOD.replace('accepted', 'deprecated')],
    ['is deprecated', GOOD, GOOD.replace('accepted', 'deprecated')],
    ['gets relations', GOOD, GOOD.replace('affects: [src/**]', 'tags: [x]\nreview-by: 2030-01-01')],
    ['was never made and is gone', PROPOSED, undefined],
    ['gets an id', GOOD.replace(/id: .*\n/, ''), GOOD],
    [
      'gets other ends of lines',
      GOOD.replace('Why.', 'Why so\nand when.'),
      GOOD.replace('Why.', 'Why\nso and\nwhen.'),
    ],
  ])('has nothing to say where a decision %s', (_, before, after) => {
    expect(change(before, after)).toEqual([]);
  });

  it.each<[string, string, string | undefined, [string, number][]]>([
    ['becomes what it cannot', GOOD, PROPOSED, [['transition', 3]]],
    ['was accepted and is rejected', GOOD, GOOD.replace('accepted', 'rejected'), [['transition', 3]]],
    ['was withdrawn and is back', GOOD.replace('accepted', 'withdrawn'), GOOD, [['transition', 3]]],
    ['was deprecated and holds again', GOOD.replace('accepted', 'deprecated'), GOOD, [['transition', 3]]],
    ['has another text', GOOD, GOOD.replace('Why.', 'Why not.'), [['settled-text', 14]]],
    ['has less text', GOOD, GOOD.replace('\nX.\n', '\n'), [['settled-text', 16]]],
    ['was decided by somebody else', GOOD, GOOD.replace('Jane', 'John'), [['settled-text', 5]]],
    [
      'has a list of what was a paragraph',
      GOOD.replace('Why.', 'a\nb'),
      GOOD.replace('Why.', '- a\n- b'),
      [['settled-text', 14]],
    ],
    ['is gone', GOOD, undefined, [['removed', 1]]],
  ])('finds a decision that %s', (_, before, after, findings) => {
    expect(change(before, after)).toEqual(findings);
  });

  it('knows a renamed file by its id', () => {
    const renamed = [readDecision('docs/adr/other.md', GOOD)];
    expect(lintDecisions(renamed, { base: readAll(GOOD) })).toEqual([]);
    const changed = [readDecision('docs/adr/other.md', GOOD.replace('Why.', 'No.'))];
    expect(lintDecisions(changed, { base: readAll(GOOD) }).map(({ rule }) => rule)).toEqual(['settled-text']);
  });

  it('knows a renamed file without an id by its number, where that is free', () => {
    const plain = GOOD.replace(/id: .*\n/, '');
    const at = (name: string, text: string) => readDecision(`docs/adr/${name}.md`, text);
    const rules = (after: readonly ReadDecision[], ...before: readonly ReadDecision[]) =>
      lintDecisionsBy(['removed', 'settled-text', 'transition'], after, { base: before }).map(
        ({ rule, path }) => [rule, path],
      );
    const edited = plain.replace('Why.', 'No.');
    const was = at('0007-x', plain);
    expect(rules([at('0007-y', plain)], was)).toEqual([]);
    expect(rules([at('0007-y', edited)], was)).toEqual([['settled-text', 'docs/adr/0007-y.md']]);
    expect(rules([at('0008-y', plain)], was)).toEqual([['removed', 'docs/adr/0007-x.md']]);
    // Two that claim the number are two decisions.
    expect(rules([was, at('0007-y', edited)], was)).toEqual([]);
    expect(rules([at('0007-z', plain)], was, at('0007-y', edited))).toHaveLength(2);
    const named = at('0007-x', GOOD);
    expect(rules([at('0007-y', edited)], named)).toEqual([['removed', 'docs/adr/0007-x.md']]);
  });

  it.each(Object.entries(SAMPLES))(
    'lets %s be imported, and nothing be changed with it',
    (_, [path, text]) => {
      const settled = text.replace(/\b(?:draft|ABANDONED)\b/, 'accepted');
      const [file] = importDecisions([{ path, text: settled }]);
      const rules = (after: string) =>
        lintDecisions([readDecision(path, after)], { base: [readDecision(path, settled)] }).filter(
          ({ rule }) => rule === 'settled-text' || rule === 'removed',
        );
      expect(rules(file!.text)).toEqual([]);
      if (readDecision(path, settled).decision.status === 'proposed') return;
      expect(rules(file!.text.replace(/\n(?=## )/, '\nBut not so.\n\n'))).toHaveLength(1);
    },
  );
});
