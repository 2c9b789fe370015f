import { expect, it } from '@jest/globals';

import { filterRecords, type MemoryFilter } from '../../../../core/remembrancer/memory/filter.ts';
import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { timeline } from '../../../../core/remembrancer/memory/timeline.ts';
import { sampleEntries } from './sample-entries.ts';

const records = remember(
  sampleEntries(
    { component: 'use-git', time: '2026-11-03T00:00:00Z' },
    { component: 'app', kind: 'release', time: '2026-11-01T00:00:00Z' },
    { component: 'use-hg', links: ['status rejected'], time: '2026-11-02T00:00:00Z' },
    { component: 'app', kind: 'deployment', time: '2026-11-03T00:00:00Z' },
  ),
);

it.each<[MemoryFilter, number[]]>([
  [{}, [0, 1, 2, 3]],
  [{ kind: 'decision' }, [0, 2]],
  [{ kind: 'decision', status: 'accepted' }, [0]],
  [{ component: 'app' }, [1, 3]],
  [{ since: new Date('2026-11-02T00:00:00Z') }, [0, 2, 3]],
  [{ until: new Date('2026-11-03T00:00:00Z') }, [1, 2]],
  [{ since: new Date('2026-11-02T00:00:00Z'), until: new Date('2026-11-03T00:00:00Z') }, [2]],
  [{ since: new Date('2026-11-02T00:00:00.001Z') }, [0, 3]],
  [{ until: new Date('2026-11-02T00:00:00.001Z') }, [1, 2]],
  [{ kind: 'constructor' }, []],
])('the filter %j gives what is all of it', (filter, expected) => {
  expect(filterRecords(records, filter).map(({ index }) => index)).toEqual(expected);
});

it('the timeline is by time, and of one time by the log', () => {
  expect(timeline(records).map(({ index }) => index)).toEqual([1, 2, 0, 3]);
});
