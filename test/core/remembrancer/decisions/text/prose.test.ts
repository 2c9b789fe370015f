import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isDecisionId,
  newDecisionId,
  readDecision,
  slugOf,
} from '../../../../../core/remembrancer/decisions/index.ts';
import { parseDate } from '../../../../../core/remembrancer/decisions/text/parse-date.ts';
import { parseReferences } from '../../../../../core/remembrancer/decisions/text/parse-references.ts';
import { parseStatus } from '../../../../../core/remembrancer/decisions/text/parse-status.ts';

describe('prose', () => {
  it.each([
    ['2024-10-22', '2024-10-22'],
    ['2024/10/22', '2024-10-22'],
    ['20241022', '2024-10-22'],
    ['22-10-2024', '2024-10-22'],
    ['10/22/2024', '2024-10-22'],
    ['22.10.2024', '2024-10-22'],
    ['2024-10-22T09:30:00Z', '2024-10-22'],
    ['11-April-2023', '2023-04-11'],
    ['December 11, 2025', '2025-12-11'],
    ['Sep 5th, 2023', '2023-09-05'],
    ['2019 Jul 31', '2019-07-31'],
    ['January, 2026', undefined],
    ['03/04/2021', undefined],
    ['2021-02-30', undefined],
    ['insert date', undefined],
  ])('%j is the day %j', (text, day) => {
    expect(parseDate(text)).toBe(day);
  });

  it.each([
    ['Accepted.', 'accepted'],
    ['**Approved** by all', 'accepted'],
    ['> Proposed', 'proposed'],
    ['LAST CALL 2020-01-01', 'proposed'],
    ['~~Accepted~~ Superceded by [ADR 12](0012-x.md)', 'superseded'],
    ['Accepted\nSupersedes [ADR 1](0001-x.md)', 'accepted'],
    ['Deprecated (no superseding ADR)', 'deprecated'],
    ['ABANDONED', 'withdrawn'],
    ['acceptable', undefined],
    ['{proposed | rejected | accepted}', undefined],
    ['[proposed | rejected]', undefined],
    ['', undefined],
  ])('%j is the status %j', (text, status) => {
    expect(parseStatus(text)?.status).toBe(status);
  });

  it.each([
    ['[ADR 12](0012-x.md)', ['0012-x']],
    ['[a](./b/use%20x.md#why), [c](d.md)', ['use x', 'd']],
    ['ADR-045 and adr 7', ['ADR-0045', 'ADR-0007']],
    ['ADR-PR12', ['ADR-PR12']],
    ['use-postgres, 12', ['use-postgres', '12']],
    ['N/A', []],
    ['[elsewhere](https://example.com/x.md)', []],
    ['nothing of this kind', []],
  ])('%j names %j', (text, references) => {
    expect(parseReferences(text)).toEqual(references);
  });

  it('names people in any script', () => {
    const { decision } = readDecision('x.md', '# X\n\n* Status: draft\n* Deciders: 山田, *José* ; N/A\n');
    expect(decision.decisionMakers).toEqual(['山田', 'José']);
  });

  it('of any kind is read without an error', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '---',
        '# 1. X',
        '## Status',
        '```',
        '<!--',
        '| Status | x |',
        '* Status: x',
        'tags: *a',
        '- &a',
      ),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { decision, document } = readDecision('docs/adr/x.md', lines.join('\n'));
        const body = document.body.filter(
          ({ text, isUnderline }) => text.trim() !== '' && !isUnderline,
        ).length;
        const kept = decision.sections.flatMap(({ level, text }) => [
          ...(level > 0 ? ['#'] : []),
          ...text.split('\n'),
        ]);
        expect(kept.filter((text) => text.trim() !== '')).toHaveLength(body);
      }),
    );
  });
});

describe('an identity', () => {
  it('is a ULID of the time and of chance', () => {
    const id = newDecisionId(
      () => new Date('2026-11-20T00:00:00Z'),
      () => 0.5,
    );
    expect(isDecisionId(id)).toBe(true);
    expect(
      newDecisionId(
        () => new Date('2026-11-20T00:00:01Z'),
        () => 0,
      ) > id,
    ).toBe(true);
    expect(['ADR-0042', '', id.toLowerCase()].some(isDecisionId)).toBe(false);
  });

  it.each([
    ['Use PostgreSQL for orders!', 'use-postgresql-for-orders'],
    ['Über §12', 'uber-12'],
    ['日本', 'decision'],
    ['word '.repeat(20), Array.from({ length: 12 }, () => 'word').join('-')],
    ['a'.repeat(80), 'decision'],
  ])('has the slug of %j', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });
});
