import { describe, expect, it } from '@jest/globals';

import { decisionsInForceAt } from '../../../../core/remembrancer/memory/decisions-in-force-at.ts';
import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { sampleEntries } from './sample-entries.ts';

const [first, second, third, unknown] = ['1', '2', '3', '4'].map((digit) => digit.repeat(40));
const records = remember(
  sampleEntries(
    { component: 'a', time: '2026-11-01T00:00:00Z', commit: first! },
    { component: 'rejected', time: '2026-11-01T00:00:00Z', commit: first!, links: ['status rejected'] },
    { component: 'b', time: '2026-11-02T00:00:00Z', commit: second! },
    { component: 'a2', time: '2026-11-03T00:00:00Z', commit: third!, links: ['supersedes a'] },
    { component: 'by-hand', time: '2026-11-04T00:00:00Z' },
  ),
);
const names = (at: Parameters<typeof decisionsInForceAt>[1]): string[] =>
  decisionsInForceAt(records, at).map(({ component }) => component);

describe('the decisions in force', () => {
  it.each([
    ['2026-10-31T23:59:59Z', []],
    ['2026-11-01T00:00:00Z', ['a']],
    ['2026-11-02T12:00:00Z', ['a', 'b']],
    ['2026-11-03T00:00:00Z', ['b', 'a2']],
    ['2026-12-01T00:00:00Z', ['b', 'a2', 'by-hand']],
  ])('at %s are those accepted and not yet superseded', (time, expected) => {
    expect(names({ time: new Date(time) })).toEqual(expected);
  });

  it.each<[string, (string | undefined)[], string[]]>([
    ['before all', [unknown], []],
    ['without the one that supersedes', [first, second], ['a', 'b']],
    ['with it', [first, second, third], ['b', 'a2']],
    ['of another line of history', [second, third], ['b', 'a2']],
  ])('at a commit %s are those that its history holds', (_, history, expected) => {
    expect(names({ contains: (commit) => history.includes(commit) })).toEqual(expected);
  });

  it('are the newest record of each, until it says that it holds no more', () => {
    const log = remember(
      sampleEntries(
        { id: '1', component: 'a', commit: first! },
        { id: '2', component: 'a', commit: second!, links: ['revises a'] },
        { id: '3', component: 'a', commit: third!, links: ['revises a', 'status deprecated'] },
      ),
    );
    const ids = (...history: (string | undefined)[]): string[] =>
      decisionsInForceAt(log, { contains: (commit) => history.includes(commit) }).map(({ id }) => id);
    expect([ids(first), ids(first, second), ids(first, second, third)]).toEqual([['1'], ['2'], []]);
  });
});
