import { describe, expect, it } from '@jest/globals';

import { recordFinder } from '../../../../core/remembrancer/memory/index.ts';
import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { sampleEntries } from './sample-entries.ts';

const ULID = '01JD0000000000000000000001';

const RECORDS = remember(
  sampleEntries(
    { id: 'first', component: 'use-git', version: '1', artifacts: ['git'], links: [`alias ${ULID}`] },
    { id: 'other', component: 'use-x', version: '1' },
    { id: 'second', component: 'use-git', version: '2', links: ['revises use-git'] },
    { id: 'third', component: 'use-git', version: '3', links: ['revises use-git', 'status deprecated'] },
    { id: 'taker', component: 'taker', links: [`alias ${ULID}`, 'alias use-git'] },
    { id: 'ADR-0001', kind: 'incident', component: 'app' },
    { id: 'refused', component: 'use-y', version: '1', links: ['status rejected'] },
  ),
);

const found = (name: string): string | undefined => recordFinder(RECORDS)(name)?.id;

describe('what a name means', () => {
  it.each(['ADR-0001', ULID, 'use-git', 'git.txt'])(
    'is the newest record of the decision that is called %s',
    (name) => {
      expect(found(name)).toBe('third');
    },
  );

  it('is one record by its id, its digest and its path, be it revised', () => {
    const [first] = RECORDS;
    expect(['first', first!.receipt, 'decision/use-git/1', 'second'].map(found)).toEqual([
      'first',
      'first',
      'first',
      'second',
    ]);
  });

  it('is not taken over by another decision, or by an id that looks like a number', () => {
    expect([found(ULID), found('ADR-0001')]).toEqual(['third', 'third']);
  });

  it('is a decision that was not accepted where no other has the name, and nothing for no name', () => {
    expect([found('use-y'), found('use-z')]).toEqual(['refused', undefined]);
  });
});
