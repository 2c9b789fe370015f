import { describe, expect, it } from '@jest/globals';
import { lintDecisions, readDecision } from '../../../../core/remembrancer/decisions/index.ts';
import type { DialectName } from '../../../../core/remembrancer/decisions/dialects/dialect.ts';
import { SAMPLES } from './samples.ts';

const read = (name: DialectName) => readDecision(...SAMPLES[name]);

describe('reading a decision', () => {
  it.each(Object.keys(SAMPLES) as DialectName[])('knows %s', (name) => {
    expect(read(name).dialect).toBe(name);
  });

  it('takes everything from the front matter of MADR 4, and finds nothing odd', () => {
    const { decision, findings } = read('madr-4');
    expect(findings).toEqual([]);
    expect(decision).toMatchObject({
      id: '01JD0000000000000000000001',
      slug: 'use-postgres',
      title: 'Use PostgreSQL for orders',
      status: 'accepted',
      date: '2026-11-20',
      decisionMakers: ['Jane Doe', 'Doe, John'],
      consulted: ['the database group'],
      informed: ['everyone'],
      tags: ['database'],
      summary: 'Orders go to PostgreSQL.',
      supersedes: ['use-mysql'],
      amends: ['ADR-0003'],
      relatesTo: ['ADR-PR12'],
      affects: ['src/orders/**'],
      reviewBy: '2027-11-20',
      confidence: 'high',
    });
    expect(decision.sections.map(({ level, heading, line }) => [level, heading, line])).toEqual([
      [1, 'Use PostgreSQL for orders', 19],
      [2, 'Context and Problem Statement', 21],
      [2, 'Decision Outcome', 25],
      [3, 'Consequences', 29],
    ]);
  });

  it('reads the prose that MADR 3 has for a status', () => {
    expect(read('madr-3')).toMatchObject({
      decision: { number: 5, status: 'superseded', date: '2022-10-09', decisionMakers: ['Jane Doe', 'John'] },
      supersededBy: ['0007-use-postgres'],
    });
  });

  it('reads the list of MADR 2', () => {
    expect(read('madr-2').decision).toMatchObject({
      number: 4,
      title: 'Use files',
      status: 'accepted',
      date: '2024-06-08',
      decisionMakers: ['Jane Doe', 'John Doe'],
      relatesTo: ['0005-use-mysql'],
    });
  });

  it('reads the day in a file name of log4brains, which is no number', () => {
    const { decision } = read('log4brains');
    expect(decision).toMatchObject({
      status: 'draft',
      date: '2020-10-16',
      tags: ['identity', 'naming'],
      supersedes: ['20200926-use-the-number'],
    });
    expect(decision).not.toHaveProperty('number');
  });

  it('reads adr-tools with its spelling, a byte order mark and Windows line ends', () => {
    expect(read('adr-tools')).toMatchObject({
      decision: {
        number: 9,
        title: 'Use CVS',
        status: 'superseded',
        date: '2011-02-03',
        amends: ['0004-use-files'],
      },
      supersededBy: ['0012-use-git'],
    });
  });

  it('reads Nygard with a changelog, and takes no heading from a code block', () => {
    const { decision } = read('nygard');
    expect(decision).toMatchObject({
      number: 10,
      title: 'Modular handlers',
      status: 'withdrawn',
      date: '2019-07-31',
    });
    expect(decision.sections.map(({ heading }) => heading)).toEqual([
      'ADR 010: Modular handlers',
      'Changelog',
      'Status',
      'Context',
      'Decision',
    ]);
  });

  it('reads a table', () => {
    expect(read('table')).toMatchObject({
      decision: {
        number: 7,
        title: 'An Auth CR',
        status: 'accepted',
        date: '2024-10-22',
        decisionMakers: ['Jane Doe'],
      },
      supersededBy: [],
    });
  });

  it('makes a proposal of a text that says nothing of itself', () => {
    const { decision, findings } = read('none');
    expect(decision).toMatchObject({ slug: 'notes', title: 'notes', status: 'proposed' });
    expect(findings).toEqual([expect.objectContaining({ rule: 'status', severity: 'error' })]);
  });

  it.each([
    ['status: [', 'front-matter', 2],
    ['a: &a [x]\nstatus: proposed\ntags: *a', 'front-matter', 4],
    ['status: proposed\nowner: me', 'front-matter', 3],
    ['status: proposed\ntags: {a: b}', 'front-matter', 3],
    ['title: X\nstatus: perhaps', 'status', 3],
    ['title: X\nstatus: accepted, I think', 'status', 3],
    ['status: draft\ndate: 03/04/2021', 'date', 3],
    ['status: draft\nreview-by: January 2027', 'date', 3],
  ])('finds what is odd in %j', (frontMatter, rule, line) => {
    const { findings } = readDecision('x.md', `---\n${frontMatter}\n---\n# X\n`);
    expect(findings).toContainEqual(expect.objectContaining({ rule, line, path: 'x.md' }));
  });
});

it('reads no front matter that is long enough to take long', () => {
  const { decision, findings } = readDecision('x.md', `---\nsummary: ${'x'.repeat(32_768)}\n---\n# X\n`);
  expect(decision.summary).toBeUndefined();
  expect(findings).toContainEqual(
    expect.objectContaining({ rule: 'front-matter', severity: 'error', line: 1 }),
  );
});

describe('a heading with a line below it', () => {
  const text =
    '1. Use X\n========\n\nStatus\n------\n\nAccepted\n\nContext\n---\nWhy.\n\nDecision\n--------\nX.\nThen\n---\n\n- a\n---\n| b |\n---\n\n---\n';

  it('is one as with hashes', () => {
    const { decision, dialect } = readDecision('0001-use-x.md', text);
    expect(dialect).toBe('nygard');
    expect(decision).toMatchObject({ title: 'Use X', status: 'accepted' });
    expect(decision.sections.map(({ level, heading, line }) => [level, heading, line])).toEqual([
      [1, '1. Use X', 1],
      [2, 'Status', 4],
      [2, 'Context', 9],
      [2, 'Decision', 13],
    ]);
    expect(decision.sections.at(-1)?.text).toBe('X.\nThen\n---\n\n- a\n---\n| b |\n---\n\n---');
  });
});

it('a line of code with backticks at both ends begins no block', () => {
  const text = '# Use X\n\n```x```\n\n## Status\n\nAccepted\n\n````md\n## No heading\n````\n';
  const { decision } = readDecision('use-x.md', text);
  expect(decision.status).toBe('accepted');
  expect(decision.sections.map(({ heading }) => heading)).toEqual(['Use X', 'Status']);
});

describe('a text that is made to be read slowly', () => {
  const text = `# Use X\n\n- ${' '.repeat(1_000_000)}x\n\n## ${'<!--a'.repeat(200_000)}\n`;

  it('is not, nor linted', () => {
    const read = readDecision('docs/adr/use-x.md', text);
    expect(read.decision.title).toBe('Use X');
    expect(lintDecisions([read]).map(({ rule }) => rule)).toContain('sections');
  });
});
