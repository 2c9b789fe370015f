import { describe, expect, it } from '@jest/globals';

import { sha256Hex, utf8 } from '../../../../core/common/bytes.ts';
import {
  type AnswerItem,
  ask,
  askable,
  likenessBy,
  type Question,
} from '../../../../core/remembrancer/memory/index.ts';
import type { Sample } from './sample-entries.ts';
import { sampleMemory } from './sample-memory.ts';

const ULID = '01JD0000000000000000000001';
const COMMIT = 'c0ffee0123456789c0ffee0123456789c0ffee01';

const samples: readonly Sample[] = [
  {
    component: 'use-mysql',
    commit: COMMIT,
    artifacts: ['use-mysql'],
    context: {
      what: 'Use MySQL for the orders database',
      why: 'Orders need transactions.',
      how: 'MySQL, because the team knows it.',
    },
  },
  {
    component: 'use-postgres',
    links: ['supersedes use-mysql', 'alias ADR-PR7'],
    time: '2026-11-21T08:00:00Z',
    context: { what: 'Use PostgreSQL for the orders database', how: 'PostgreSQL, for its JSON columns.' },
  },
  { kind: 'release', component: 'orders', version: '1.4.2', artifacts: ['orders'] },
  {
    kind: 'deployment',
    component: 'orders',
    version: '1.4.2',
    time: '2026-11-21T09:00:00Z',
    context: { what: 'Orders 1.4.2 to production', why: 'The checkout timed out.' },
  },
];
const memory = sampleMemory('github.com/acme/app', ...samples);

const itemsOf = (text: string, question: Omit<Question, 'text'> = {}): readonly AnswerItem[] =>
  ask(askable([memory]), { text, ...question }).items;
const pathsOf = (...args: Parameters<typeof itemsOf>): string[] => itemsOf(...args).map(({ path }) => path);

describe('a question to the ledger', () => {
  it('is answered with the outcome of the decision, and the tree that it is proven by', () => {
    const answer = ask(askable([memory]), { text: 'why did we choose PostgreSQL?' });
    expect(answer.memories).toEqual([memory]);
    expect(answer.items[0]).toMatchObject({
      memory,
      record: { number: 2, status: 'accepted', index: 1 },
      path: 'decision/use-postgres/1.0.0',
      passage: { heading: 'Decision Outcome', text: 'PostgreSQL, for its JSON columns.', from: 'receipt' },
      isNamed: false,
    });
  });

  it('is answered first by what is alike by word vectors, where the words do not tell', async () => {
    const decisions = ['workstations', 'vans'].map((what) => ({
      component: what,
      context: { what: `Lease ${what}`, how: `The ${what} are leased.` },
    }));
    const others = ['bread', 'milk', 'tea', 'rice', 'salt'].map((what) => ({
      component: what,
      context: { what },
    }));
    const asked = askable([sampleMemory('github.com/acme/app', ...decisions, ...others)]);
    const text = 'which lorries do we lease';
    async function* chunks(): AsyncGenerator<string> {
      yield await Promise.resolve('lorries 1 0 0\nvans 1 0.1 0\nworkstations 0 1 0\n');
    }
    const likeness = await likenessBy({ name: 'test', chunks: chunks() }, asked, text);
    const first = (question: Question) => ask(asked, question).items[0]?.record.component;
    expect(first({ text })).toBe('workstations');
    expect(first({ text, likeness })).toBe('vans');
  });

  it('shows what was superseded under what stands in its place', () => {
    const items = itemsOf('MySQL team');
    expect(items.map(({ path }) => path)).toEqual([
      'decision/use-postgres/1.0.0',
      'decision/use-mysql/1.0.0',
    ]);
    expect(items[1]?.supersededBy.map(({ number }) => number)).toEqual([2]);
  });

  it.each(['ADR-0001', ULID])('shows the earlier text of a decision under the one of now: %s', (text) => {
    const revised = sampleMemory(
      'github.com/acme/app',
      {
        component: 'use-kafka',
        context: { what: 'Use Kafka', how: 'Kafka, one cluster.' },
        links: [`alias ${ULID}`],
      },
      {
        component: 'use-kafka',
        id: 'decision:2',
        links: ['revises use-kafka'],
        context: { what: 'Use Kafka', how: 'Kafka, a cluster for each region.' },
      },
    );
    const { items } = ask(askable([revised]), { text });
    expect(items.map(({ record }) => [record.index, record.status, record.number])).toEqual([
      [1, 'accepted', 1],
      [0, 'revised', 1],
    ]);
  });

  it.each(['before', 'after'])(
    'shows what was superseded under its successor, though its own text says so, recorded %s that of the successor',
    (when) => {
      const old: Sample = { component: 'use-kafka', context: { what: 'Use Kafka for orders' } };
      const said: Sample = {
        ...old,
        id: 'decision:2',
        version: '2',
        links: ['revises use-kafka', 'status superseded'],
      };
      const successor: Sample = {
        component: 'use-nats',
        context: { what: 'Use NATS for orders' },
        links: ['supersedes use-kafka'],
      };
      const later = when === 'before' ? [said, successor] : [successor, said];
      const { items } = ask(askable([sampleMemory('github.com/acme/app', old, ...later)]), {
        text: 'Kafka for orders',
      });
      expect(items.map(({ record }) => record.title)).toEqual([
        'Use NATS for orders',
        'Use Kafka for orders',
        'Use Kafka for orders',
      ]);
      const saying = items.find(({ record }) => record.id === said.id);
      expect(saying?.record.status).toBe('superseded');
      expect(saying?.supersededBy.map(({ title }) => title)).toEqual(['Use NATS for orders']);
    },
  );

  it('names in place of what was revised its newest text, and in place of that the newest of what supersedes', () => {
    const revision = (id: string, component: string, ...links: string[]): Sample => ({
      id,
      component,
      version: id,
      links: [`revises ${component}`, ...links],
    });
    const revised = sampleMemory(
      'github.com/acme/app',
      { component: 'use-kafka', context: { what: 'Use Kafka' } },
      revision('2', 'use-kafka'),
      revision('3', 'use-kafka'),
      { component: 'use-nats', links: ['supersedes use-kafka'] },
      revision('5', 'use-nats', 'supersedes use-kafka'),
    );
    const { items } = ask(askable([revised]), { text: 'Kafka' });
    expect(
      items.map(({ record, supersededBy }) => [record.index, supersededBy.map((by) => by.index)]),
    ).toEqual(
      expect.arrayContaining([
        [0, [2]],
        [2, [4]],
        [4, []],
      ]),
    );
  });

  it.each([
    ['ADR-0001', 'decision/use-mysql/1.0.0'],
    ['adr-pr7', 'decision/use-postgres/1.0.0'],
    ['use-mysql.txt', 'decision/use-mysql/1.0.0'],
    ['deployment:orders:1.4.2', 'deployment/orders/1.4.2'],
    ['release/orders/1.4.2', 'release/orders/1.4.2'],
    [sha256Hex(utf8('orders')), 'release/orders/1.4.2'],
    [COMMIT.slice(0, 10), 'decision/use-mysql/1.0.0'],
  ])('that is the name %s is answered by what has it', (name, path) => {
    expect(itemsOf(name).filter(({ isNamed }) => isNamed)).toMatchObject([{ path, score: 0 }]);
  });

  it('that is a version is answered by all that has it', () => {
    const both = ['deployment/orders/1.4.2', 'release/orders/1.4.2'];
    expect(pathsOf('1.4.2')).toEqual(both);
    expect(pathsOf('orders 1.4.2')).toEqual(both);
  });

  it('is answered by the records that the filter lets through, and by no more than are wanted', () => {
    expect(pathsOf('orders', { filter: { kind: 'deployment' } })).toEqual(['deployment/orders/1.4.2']);
    expect(pathsOf('MySQL', { filter: { status: 'superseded' } })).toEqual(['decision/use-mysql/1.0.0']);
    expect(pathsOf('orders', { filter: { until: new Date('2026-11-21T08:30:00Z') } })).not.toContain(
      'deployment/orders/1.4.2',
    );
    expect(pathsOf('orders', { limit: 1 })).toHaveLength(1);
  });

  it('finds nothing rather than something', () => {
    expect(itemsOf('kubernetes autoscaling')).toEqual([]);
    expect(itemsOf('')).toEqual([]);
  });

  it('is answered from the text of a decision where there is one', () => {
    const text = '# Use MySQL\n\n## Context\n\nWe sell.\n\n## Decision\n\nMySQL, sharded by region.\n';
    const texts = new Map([[sha256Hex(utf8('use-mysql')), text]]);
    const [, item] = ask(askable([memory], texts), { text: 'sharded by region' }).items;
    expect(item).toMatchObject({
      path: 'decision/use-mysql/1.0.0',
      passage: { heading: 'Decision', text: 'MySQL, sharded by region.', from: 'text' },
    });
  });

  it('can be put to several ledgers', () => {
    const other = sampleMemory('github.com/acme/other', {
      component: 'use-mysql',
      context: { what: 'Use MySQL for reports' },
    });
    const { items } = ask(askable([memory, other]), { text: 'MySQL reports' });
    expect(items[0]).toMatchObject({ memory: other, record: { component: 'use-mysql', status: 'accepted' } });
  });

  it('can be put to two ledgers of one name, and each record is that of its own', () => {
    const renamed = sampleMemory(
      'github.com/acme/app',
      { kind: 'incident', component: 'orders', context: { what: 'The MySQL disk was full' } },
      { kind: 'incident', component: 'orders', version: '2', context: { what: 'MySQL was slow' } },
    );
    const { items } = ask(askable([memory, renamed]), { text: 'MySQL' });
    const [ours, theirs] = [memory, renamed].map((of) => items.filter((item) => item.memory === of));
    expect(ours?.map(({ path }) => path)).toEqual([
      'decision/use-postgres/1.0.0',
      'decision/use-mysql/1.0.0',
    ]);
    expect(theirs?.map(({ record }) => record.index).sort()).toEqual([0, 1]);
  });
});
