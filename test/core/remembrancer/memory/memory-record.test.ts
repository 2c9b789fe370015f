import { describe, expect, it } from '@jest/globals';

import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { type Sample, sampleEntries } from './sample-entries.ts';

const WHY = 'The disk was full.\nLogs grow.';
const TO = ['environment production'];

const titleOf = (sample: Sample): string | undefined => remember(sampleEntries(sample))[0]?.title;

describe('the title of a record', () => {
  it.each<[Sample, string]>([
    [{ kind: 'deployment' }, 'app 1.0.0'],
    [{ kind: 'deployment', links: TO }, 'app 1.0.0 to production'],
    [{ kind: 'deployment', links: TO, context: { why: WHY } }, 'app 1.0.0 to production: The disk was full.'],
    [{ kind: 'deployment', links: TO, context: { what: 'Roll back', why: WHY } }, 'Roll back to production'],
    [{ kind: 'deployment', links: TO, context: { what: 'Fill production' } }, 'Fill production'],
    [{ kind: 'incident', context: { why: WHY } }, 'app 1.0.0: The disk was full.'],
    [{ kind: 'incident', links: TO }, 'app 1.0.0'],
    [{ kind: 'incident', context: { what: 'Orders were lost', why: WHY } }, 'Orders were lost'],
    [{ kind: 'decision', context: { why: WHY } }, 'app 1.0.0'],
  ])('of %j is "%s"', (sample, title) => {
    expect(titleOf(sample)).toBe(title);
  });

  it('has the beginning of a long reason', () => {
    const title = titleOf({ kind: 'incident', context: { why: 'x'.repeat(200) } });
    expect(title).toBe(`app 1.0.0: ${'x'.repeat(79)}…`);
  });
});
