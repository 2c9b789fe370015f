import { expect, it } from '@jest/globals';

import { recordsTouchedBy } from '../../../../core/remembrancer/memory/index.ts';
import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { sampleEntries } from './sample-entries.ts';

it('finds the past decisions that affect the files of a change, as they were recorded last', () => {
  const records = remember(
    sampleEntries(
      { component: 'use-git', links: ['affects src/**/store.ts', 'affects docs'] },
      { component: 'use-svn', links: ['affects src', 'status rejected'] },
      { id: 'a', component: 'log-json', links: ['affects src'] },
      { kind: 'release', component: 'app', links: ['affects src'] },
      { id: 'b', component: 'log-json', links: ['affects lib', 'revises log-json', 'status deprecated'] },
    ),
  );
  const touched = recordsTouchedBy(records, ['src/a/store.ts', 'README.md', 'docs/a.md', 'lib/log.ts']);
  expect(touched.map(({ record, paths }) => [record.component, record.status, paths])).toEqual([
    ['use-git', 'accepted', ['src/a/store.ts', 'docs/a.md']],
    ['log-json', 'deprecated', ['lib/log.ts']],
  ]);
});
