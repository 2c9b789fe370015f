import { describe, expect, it } from '@jest/globals';

import type { MemoryFilter } from '../../../../core/remembrancer/memory/filter.ts';
import { edgesAt, memoryGraph } from '../../../../core/remembrancer/memory/graph.ts';
import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { type Sample, sampleEntries } from './sample-entries.ts';

const recordsOf = (...samples: Sample[]) => remember(sampleEntries(...samples));
const edges = (...samples: Sample[]): string[] =>
  memoryGraph(recordsOf(...samples)).map(({ from, relation, to }) => `${from.id} ${relation} ${to.id}`);

const release = (version: string, artifact: string): Sample => ({
  kind: 'release',
  version,
  artifacts: [artifact],
});
const deployment = (version: string, more: Sample = {}): Sample => ({ kind: 'deployment', version, ...more });

describe('the relations', () => {
  it('of all records of one decision are those of the decision, once', () => {
    const samples: Sample[] = [
      { id: 'a', component: 'old' },
      { id: 'b', component: 'new', links: ['supersedes old', 'affects src'] },
      { id: 'c', component: 'new', links: ['supersedes old', 'affects src', 'affects lib', 'revises new'] },
      { id: 'd', component: 'new', links: ['affects docs', 'revises new', 'status deprecated'] },
    ];
    expect(edges(...samples)).toEqual([
      'record:b supersedes record:a',
      'record:b affects path:src',
      'record:b affects path:lib',
    ]);
  });

  it('of a release are to its component and its deployments', () => {
    expect(edges(release('1', 'x'), deployment('1', { artifacts: ['x'] }))).toEqual([
      'component:app released-as record:release:app:1',
      'record:release:app:1 deployed-by record:deployment:app:1',
    ]);
  });

  it.each<[string, Sample[], string]>([
    [
      'by artifact, whatever the version says',
      [release('1', 'x'), release('2', 'y'), deployment('2', { artifacts: ['x'] })],
      'record:release:app:1',
    ],
    [
      'by the newest release of the artifact',
      [release('1', 'x'), release('2', 'x'), deployment('3', { artifacts: ['x'] })],
      'record:release:app:2',
    ],
    [
      'by version, without artifacts',
      [release('1', 'x'), release('2', 'y'), deployment('1')],
      'record:release:app:1',
    ],
    [
      'to the component, of no release that is known',
      [release('1', 'x'), deployment('1', { artifacts: ['z'] })],
      'component:app',
    ],
    ['never to a release that came later', [deployment('1'), release('1', 'x')], 'component:app'],
  ])('lead to a deployment %s', (_, samples, from) => {
    expect(edges(...samples)).toContainEqual(
      expect.stringMatching(new RegExp(`^${from} deployed-by record:deployment`, 'u')),
    );
  });

  it('of a decision are what its links say', () => {
    const links = ['affects app', 'affects src/**/*.ts', 'decides release:app:1', 'supersedes old'];
    expect(edges(release('1', 'x'), { component: 'old' }, { component: 'new', links }).slice(1)).toEqual([
      'record:decision:new:1.0.0 supersedes record:decision:old:1.0.0',
      'record:decision:new:1.0.0 decides record:release:app:1',
      'record:decision:new:1.0.0 affects component:app',
      'record:decision:new:1.0.0 affects path:src/**/*.ts',
    ]);
  });

  it('hold a decision to the component that it was recorded for', () => {
    expect(edges(release('1', 'x'), { id: 'd' })).toContain('record:d decides component:app');
  });

  it('lead from a decision to what names it, and each is there once', () => {
    const links = ['decided-by ADR-0001', 'decided-by use-git', 'decided-by nothing'];
    expect(edges({ component: 'use-git' }, deployment('1', { links }))).toEqual([
      'record:decision:use-git:1.0.0 decides record:deployment:app:1',
      'component:app deployed-by record:deployment:app:1',
    ]);
  });

  it('of a rejected decision are none', () => {
    const links = ['status rejected', 'affects app', 'decides app', 'supersedes old'];
    expect(edges({ component: 'old' }, { component: 'new', links })).toEqual([]);
  });

  it('that a filter lets through are those of its records, and of its component itself to what is all else', () => {
    const records = recordsOf(
      release('1', 'x'),
      { ...release('1', 'y'), component: 'other', id: 'o' },
      { component: 'use-git', links: ['affects app', 'affects other'], time: '2026-11-21T00:00:00Z' },
    );
    const at = (filter: MemoryFilter): string[] =>
      edgesAt(memoryGraph(records), records, filter).map(({ to }) => to.id);
    expect(at({})).toHaveLength(4);
    expect(at({ kind: 'release' })).toEqual(['record:release:app:1', 'record:o']);
    expect(at({ component: 'app' })).toEqual(['record:release:app:1', 'component:app']);
    expect(at({ component: 'app', kind: 'release' })).toEqual(['record:release:app:1']);
    expect(at({ component: 'app', kind: 'decision' })).toEqual(['component:app']);
    expect(at({ component: 'app', since: new Date('2026-11-22T00:00:00Z') })).toEqual([]);
    expect(at({ component: 'use-git' })).toEqual(['component:app', 'component:other']);
  });

  it('say what a reader knows a record by', () => {
    const [edge] = memoryGraph(
      recordsOf(
        { component: 'a', context: { what: 'Use git' } },
        { component: 'b', links: ['supersedes a'] },
      ),
    );
    expect([edge?.from.label, edge?.to.label]).toEqual(['ADR-0002 b 1.0.0', 'ADR-0001 Use git']);
  });
});
