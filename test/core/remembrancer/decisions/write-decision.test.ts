import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Decision, readDecision, writeDecision } from '../../../../core/remembrancer/decisions/index.ts';
import { SAMPLES } from './samples.ts';

/** A decision without the lines where its sections stand: they move when the front matter grows. */
const unplaced = (decision: Decision) => ({
  ...decision,
  sections: decision.sections.map((section) => ({ ...section, line: 0 })),
});

const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((value) => value.isWellFormed());
const names = fc.uniqueArray(text, { maxLength: 3 });
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const word = fc.stringMatching(/^[a-z]{1,9}$/);

const decisions: fc.Arbitrary<Decision> = fc
  .record(
    {
      id: fc.ulid(),
      title: text,
      status: fc.constantFrom('draft', 'accepted', 'superseded', 'withdrawn'),
      date: day,
      decisionMakers: names,
      consulted: names,
      informed: names,
      tags: names,
      summary: text,
      supersedes: names,
      amends: names,
      relatesTo: names,
      affects: names,
      reviewBy: day,
      confidence: fc.constantFrom('low', 'medium', 'high'),
      sections: fc.array(
        fc.record({
          heading: word,
          level: fc.integer({ min: 1, max: 6 }),
          line: fc.constant(0),
          text: fc.array(word).map((lines) => lines.join('\n')),
        }),
      ),
    },
    {
      requiredKeys: [
        'title',
        'status',
        'decisionMakers',
        'consulted',
        'informed',
        'tags',
        'supersedes',
        'amends',
        'relatesTo',
        'affects',
        'sections',
      ],
    },
  )
  .map((decision) => ({ ...decision, slug: 'x' }));

describe('writing a decision', () => {
  it('leaves a file of MADR 4 with the order of the format as it is, but for the style of its lists', () => {
    const [path] = SAMPLES['madr-4'];
    const written = writeDecision(readDecision(...SAMPLES['madr-4']).decision);
    expect(written).toContain('decision-makers:\n  - Jane Doe\n  - Doe, John\n');
    expect(written).toContain(
      '---\n\n# Use PostgreSQL for orders\n\n## Context and Problem Statement\n\nOrders',
    );
    expect(writeDecision(readDecision(path, written).decision)).toBe(written);
  });

  it('gives a file that reads as the same decision, whatever is in it', () => {
    fc.assert(
      fc.property(decisions, (decision) => {
        const written = writeDecision(decision);
        expect(written).toBe(writeDecision({ ...decision }));
        expect(unplaced(readDecision('x.md', written).decision)).toEqual(decision);
      }),
    );
  });

  it('keeps a number that only the front matter claims', () => {
    const { decision } = readDecision('x.md', '---\nid: ADR-0042\nstatus: draft\n---\n# X\n');
    expect(writeDecision(decision)).toMatch(/^---\nid: ADR-0042\ntitle: X\nstatus: draft\n---\n\n# X\n$/);
  });
});
