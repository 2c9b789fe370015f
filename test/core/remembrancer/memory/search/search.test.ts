import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSearchIndex,
  search,
  type SearchDocument,
  type SearchOptions,
} from '../../../../../core/remembrancer/memory/search/index.ts';
import { document, text } from './fixtures.ts';

const DIGEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const POSTGRES = document('decision:postgres', {
  title: 'Use PostgreSQL for orders',
  tags: ['storage'],
  aliases: ['ADR-0042', 'ADR-PR12', '0042-use-postgresql'],
  digests: [DIGEST],
  sections: [
    { heading: 'Context and Problem Statement', text: 'Orders must survive a crash of the database server.' },
    { heading: 'Decision Outcome', text: 'The database is PostgreSQL, for its transactions.' },
    { heading: 'More Information', text: 'The database team meets on Mondays.' },
  ],
});
const LOGS = text(
  'decision:logs',
  'Ship logs with Fluent Bit',
  'Kubernetes pods write to stdout; a DaemonSet forwards it.',
);
const LOGIN = text(
  'decision:login',
  'Single sign-on by Dex',
  'Authentication of people for Grafana goes through GitHub.',
);
const RECORDS = [POSTGRES, LOGS, LOGIN];

const found = (
  question: string,
  options: SearchOptions<SearchDocument> = {},
  records: readonly SearchDocument[] = RECORDS,
): string[] => search(buildSearchIndex(records), question, options).map((hit) => hit.document.id);

describe('a question', () => {
  it.each([
    ['why did we choose postgresql?', 'decision:postgres'],
    ['which databases hold an order', 'decision:postgres'],
    ['where do the logs of a k8s pod go', 'decision:logs'],
    ['how do people login to grafana', 'decision:login'],
    ['daemon sets', 'decision:logs'],
    ['who watches the kubernets pods', 'decision:logs'],
  ])('%p is answered first by %p', (question, id) => {
    expect(found(question)[0]).toBe(id);
  });

  it.each([
    'how do whales swim',
    'why did we choose that?',
    '',
    '?!',
    'quarterly invoices in euros for a database',
  ])('%p has no answer', (question) => {
    expect(found(question)).toEqual([]);
  });

  it('of which the best document has only what is common has no answer', () => {
    const records = [text('a', 'Somebody must restart the vault', ''), text('b', 'Charts', '')];
    expect(found('does somebody knit woollen socks', {}, records)).toEqual([]);
    expect(found('does somebody restart it', {}, records)).toEqual(['a']);
  });

  it('is answered by what is about it before what only mentions it', () => {
    const sections = (context: string, consequences: string) => [
      { heading: 'Status', text: 'Accepted' },
      { heading: 'Context', text: context },
      { heading: 'Decision', text: 'As proposed.' },
      { heading: 'Consequences', text: consequences },
    ];
    const records = [
      document('a', { title: 'Pages', sections: sections('Pages are slow.', 'Kafka is kept.') }),
      document('b', { title: 'Stages', sections: sections('Kafka is slow.', 'Pages are kept.') }),
    ];
    expect(found('kafka', {}, records)).toEqual(['b', 'a']);
  });

  it('to nothing has no answer', () => {
    expect(found('postgresql', {}, [])).toEqual([]);
  });

  it('with a word that the index knows is not taken for another one', () => {
    const records = [text('a', 'The vault of keys', ''), text('b', 'The fault of disks', '')];
    expect(found('vault', {}, records)).toEqual(['a']);
    expect(found('gault', {}, records)).toEqual(['a', 'b']);
  });
});

describe('a name', () => {
  it.each([
    'ADR-0042',
    'adr-42',
    'ADR 42',
    'adr-pr12',
    '0042-use-postgresql',
    DIGEST,
    DIGEST.slice(0, 8),
    `sha256:${DIGEST}`,
  ])('%p finds its record and no other', (name) => {
    expect(found(name)).toEqual(['decision:postgres']);
  });

  it('in a question puts its record before the better answer', () => {
    expect(found('does ADR-0042 say how people login to grafana')).toEqual([
      'decision:postgres',
      'decision:login',
    ]);
  });

  it.each([
    ['ADR-0099', 'Keep ADR files in git'],
    ['MongoDB', 'Move the DB to another host'],
    ['CircleCI', 'Run CI on our own machines'],
  ])('of several words, %s, does not mean what has one of them: %s', (name, title) => {
    const others = ['db', 'ci', 'adr'].map((word) => document(`decision:${word}`, { title: `Keep ${word}` }));
    const records = [document('decision:a', { title }), ...others];
    expect(found(name, {}, records)).toEqual([]);
    expect(found(title, {}, records)[0]).toBe('decision:a');
  });

  it('that nobody bears finds nothing', () => {
    expect(found('ADR-0043')).toEqual([]);
    expect(found('deadbeef')).toEqual([]);
    expect(found(DIGEST.slice(0, 6))).toEqual([]);
  });
});

describe('the passage', () => {
  const passage = (question: string) => search(buildSearchIndex(RECORDS), question)[0]?.passage;

  it('is what answers, where the outcome goes before other sections', () => {
    expect(passage('which database')).toEqual({
      heading: 'Decision Outcome',
      text: 'The database is PostgreSQL, for its transactions.',
    });
    expect(passage('what must survive a crash')?.heading).toBe('Context and Problem Statement');
  });

  it('is the outcome for a name', () => {
    expect(passage('ADR-0042')?.heading).toBe('Decision Outcome');
  });

  it('is absent where there is no text', () => {
    expect(search(buildSearchIndex([document('a', { title: 'Helm' })]), 'helm')).toEqual([
      { document: document('a', { title: 'Helm' }), score: expect.any(Number), unmatched: [] },
    ]);
  });
});

describe('the hits', () => {
  it('leave out what the filter does, and keep their order', () => {
    const records = ['a', 'b', 'c', 'd'].map((id, at) => text(id, 'Helm', `helm ${'chart '.repeat(at)}`));
    const all = found('helm', {}, records);
    expect(all).toHaveLength(4);
    expect(found('helm', { filter: ({ id }) => id !== 'b' }, records)).toEqual(
      all.filter((id) => id !== 'b'),
    );
    expect(found('helm', { limit: 2 }, records)).toEqual(all.slice(0, 2));
  });

  it('that are as good are the youngest first, then by id', () => {
    const records = [
      text('c', 'Helm', 'charts', { time: '2026-01-01T00:00:00Z' }),
      text('b', 'Helm', 'charts'),
      text('d', 'Helm', 'charts', { time: '2026-11-01T00:00:00Z' }),
      text('a', 'Helm', 'charts'),
    ];
    expect(found('helm', {}, records)).toEqual(['d', 'c', 'a', 'b']);
  });

  it('have a superseded one behind its successor, even where only the old one answers', () => {
    const records = [
      text('old', 'Use Kargo', 'Kargo promotes images.', { supersededBy: ['new'] }),
      text('new', 'Use Concourse', 'Pipelines are run by Concourse.'),
    ];
    expect(found('kargo', {}, records)).toEqual(['new', 'old']);
    expect(found('kargo', { filter: ({ id }) => id === 'old' }, records)).toEqual(['old']);
  });

  it('do not depend on the order of the records', () => {
    const ids = RECORDS.map(({ id }) => id);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(RECORDS, { minLength: ids.length }),
        fc.constantFrom('grafana pods', 'database'),
        (records, question) => {
          expect(found(question, {}, records)).toEqual(found(question));
        },
      ),
    );
  });

  it('are there for any question and any text, without an error', () => {
    const index = buildSearchIndex(RECORDS);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (any) => {
        expect(search(index, any).length).toBeLessThanOrEqual(3);
        expect(() =>
          search(buildSearchIndex([text('a', any, any, { tags: [any], aliases: [any] })]), any),
        ).not.toThrow();
      }),
    );
  });
});
