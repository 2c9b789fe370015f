import { describe, expect, it } from '@jest/globals';

import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { supersessions } from '../../../../core/remembrancer/memory/supersessions.ts';
import { type Sample, sampleEntries } from './sample-entries.ts';

const statuses = (...samples: Sample[]): [string, string, number | undefined][] =>
  remember(sampleEntries(...samples)).map(({ component, status, number }) => [component, status, number]);

describe('the number of a decision', () => {
  it('is its place among the accepted ones of the log', () => {
    expect(
      statuses(
        { component: 'use-git' },
        { component: 'use-mercurial', links: ['status rejected'] },
        { component: 'app', kind: 'release' },
        { component: 'use-json', links: ['status withdrawn'] },
        { component: 'use-yaml' },
      ),
    ).toEqual([
      ['use-git', 'accepted', 1],
      ['use-mercurial', 'rejected', undefined],
      ['app', 'recorded', undefined],
      ['use-json', 'withdrawn', undefined],
      ['use-yaml', 'accepted', 2],
    ]);
  });

  it('is given once for an operation that stands in the log twice, to the first entry', () => {
    const records = remember(
      sampleEntries(
        { id: 'decision:a', component: 'first' },
        { id: 'decision:a', component: 'again' },
        { id: 'decision:b', component: 'next' },
      ),
    );
    expect(records.map(({ index, component, number }) => [index, component, number])).toEqual([
      [0, 'first', 1],
      [2, 'next', 2],
    ]);
  });

  it('stays when the decision is superseded', () => {
    expect(statuses({ component: 'old' }, { component: 'new', links: ['supersedes old'] })).toEqual([
      ['old', 'superseded', 1],
      ['new', 'accepted', 2],
    ]);
  });
});

describe('a record that revises a decision', () => {
  const first = { id: 'a', component: 'use-git' };
  const revision = (id: string, ...links: string[]): Sample => ({
    id,
    component: 'use-git',
    links: ['revises use-git', ...links],
  });

  it('has its number, and says what became of it', () => {
    expect(
      statuses(first, { component: 'use-yaml' }, revision('b'), revision('c', 'status deprecated'), {
        component: 'use-json',
      }),
    ).toEqual([
      ['use-git', 'revised', 1],
      ['use-yaml', 'accepted', 2],
      ['use-git', 'revised', 1],
      ['use-git', 'deprecated', 1],
      ['use-json', 'accepted', 3],
    ]);
  });

  it('is found under the name that its file had before', () => {
    const renamed = { id: 'b', component: 'use-git-for-data', links: ['revises use-git'] };
    const again = { id: 'c', component: 'use-git-for-data', links: ['revises use-git-for-data'] };
    expect(statuses(first, renamed, again).map(([, status, number]) => [status, number])).toEqual([
      ['revised', 1],
      ['revised', 1],
      ['accepted', 1],
    ]);
  });

  it('is the first of its decision where no earlier one was recorded, or none was accepted', () => {
    expect(statuses(revision('b'))).toEqual([['use-git', 'accepted', 1]]);
    expect(statuses({ ...first, links: ['status rejected'] }, revision('b'))).toEqual([
      ['use-git', 'rejected', undefined],
      ['use-git', 'accepted', 1],
    ]);
  });

  it('is one of any number, at a cost that grows as the log does', () => {
    const many = Array.from({ length: 1_000 }, (_, i) => revision(`r${i}`));
    const replaced = [...many.map((): unknown => ['use-git', 'revised', 1]), ['use-git', 'superseded', 1]];
    expect(
      statuses(first, ...many, { component: 'use-jj', links: ['supersedes use-git'] }).slice(0, -1),
    ).toEqual(replaced);
    expect(supersessions(remember(sampleEntries(first, ...many)))).toHaveLength(many.length);
  });

  it('is superseded with it', () => {
    expect(statuses(first, revision('b'), { component: 'use-jj', links: ['supersedes use-git'] })).toEqual([
      ['use-git', 'revised', 1],
      ['use-git', 'superseded', 1],
      ['use-jj', 'accepted', 2],
    ]);
  });

  it('cannot supersede what is no decision of that name', () => {
    expect(
      statuses({ kind: 'release', component: 'use-git' }, revision('b')).map(([, status]) => status),
    ).toEqual(['recorded', 'accepted']);
  });
});

describe('what supersedes a record', () => {
  it.each([
    ['its operation id', 'supersedes decision:old:1.0.0'],
    ['its number', 'supersedes ADR-0001'],
    ['its slug', 'supersedes old'],
    ['its file', 'supersedes the text.txt'],
    ['a name that it had', 'supersedes ADR-PR12'],
    ['its kind, component and version', 'supersedes decision/old/1.0.0'],
  ])('may call it by %s', (_, link) => {
    const old = { component: 'old', artifacts: ['the text'], links: ['alias ADR-PR12'] };
    expect(statuses(old, { component: 'new', links: [link] })[0]).toEqual(['old', 'superseded', 1]);
  });

  it.each<[string, Sample[]]>([
    [
      'a rejected decision',
      [{ component: 'a' }, { component: 'b', links: ['supersedes a', 'status rejected'] }],
    ],
    ['an earlier record', [{ component: 'b', links: ['supersedes a'] }, { component: 'a' }]],
    [
      'a record of another kind',
      [{ component: 'a' }, { kind: 'incident', component: 'b', links: ['supersedes a'] }],
    ],
    ['the record itself', [{ component: 'a', links: ['supersedes a'] }]],
  ])('is not %s', (_, samples) => {
    const { status } = remember(sampleEntries(...samples)).find(({ component }) => component === 'a')!;
    expect(status).toBe('accepted');
  });

  it('cannot make a name mean another record than the first that had it', () => {
    expect(
      statuses(
        { component: 'old' },
        { component: 'other', links: ['alias old', 'alias ADR-0001'] },
        { component: 'new', links: ['supersedes old', 'supersedes ADR-0001'] },
      ),
    ).toEqual([
      ['old', 'superseded', 1],
      ['other', 'accepted', 2],
      ['new', 'accepted', 3],
    ]);
  });

  it('supersedes it still when a record of another kind has its name for an operation id', () => {
    expect(
      statuses(
        { component: 'old' },
        { component: 'new', links: ['supersedes old'] },
        { kind: 'incident', id: 'old', component: 'app' },
      )[0],
    ).toEqual(['old', 'superseded', 1]);
  });

  it('means an accepted decision before a rejected one of the same name', () => {
    expect(
      statuses(
        { id: 'a', component: 'old', links: ['status rejected'] },
        { id: 'b', component: 'old' },
        { component: 'new', links: ['supersedes old'] },
      ).map(([, status]) => status),
    ).toEqual(['rejected', 'superseded', 'accepted']);
  });
});

describe('a record', () => {
  it('is called by the first line that says what was done, else by component and version', () => {
    const entries = sampleEntries(
      { context: { what: '\n Use git \u2028as the store' } },
      { kind: 'release', component: 'app', version: '1.2.0', context: { what: ' \n' } },
    );
    expect(remember(entries).map(({ title }) => title)).toEqual(['Use git', 'app 1.2.0']);
  });
});
