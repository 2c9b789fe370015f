import { describe, expect, it } from '@jest/globals';
import { gistOf } from '../../../../../core/remembrancer/memory/search/gist-of.ts';

const passage = (heading: string, text = heading) => ({ heading, text });

describe('the gist of a document', () => {
  it('is what opens it and the outcome, and not what is about the document', () => {
    const [changelog, status, context, drivers, options, outcome, more] = [
      'Changelog',
      'Status',
      'Context',
      'Decision Drivers',
      'Considered Options',
      'Decision Outcome',
      'Consequences',
    ].map((heading) => passage(heading)) as [Passage, Passage, Passage, Passage, Passage, Passage, Passage];
    expect(gistOf([changelog, status, context, drivers, options, outcome, more])).toEqual([
      context,
      drivers,
      outcome,
    ]);
  });

  it('has the outcome once, and of a long one only what begins it', () => {
    const first = passage('Decision', 'Helm.');
    const second = passage('Decision', 'For its charts.');
    expect(gistOf([first, second, passage('Decision', 'And its hooks.')])).toEqual([first, second]);
  });

  it('of nothing is nothing', () => {
    expect(gistOf([])).toEqual([]);
    expect(gistOf([passage('Status')])).toEqual([]);
  });
});

type Passage = ReturnType<typeof passage>;
