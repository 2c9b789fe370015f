import { expect, it } from '@jest/globals';

import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { ofWhat } from '../../../../core/remembrancer/site/pages/record-rows.ts';
import { type Sample, sampleEntries } from '../memory/sample-entries.ts';

const shownFor = (sample: Sample): (string | undefined)[] => remember(sampleEntries(sample)).map(ofWhat);

it.each<Sample>([
  { kind: 'release' },
  { kind: 'deployment', links: ['environment production'] },
  { kind: 'incident', context: { why: 'The disk was full.' } },
])('a row says component and version once: %j', (sample) => {
  expect(shownFor(sample)).toEqual([undefined]);
});

it.each(['Roll back', 'app 1.0.0-rc.1 was wrong'])('a row says them beside the title "%s"', (what) => {
  expect(shownFor({ kind: 'incident', context: { what } })).toEqual(['app 1.0.0']);
});
