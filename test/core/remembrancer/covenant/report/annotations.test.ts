import { describe, expect, it } from '@jest/globals';

import { moreFindings } from '../../../../../core/remembrancer/covenant/report/more-findings.ts';
import { annotationsOf } from '../../../../../core/remembrancer/covenant/report/index.ts';
import { brokenResult, HOSTILE, sampleFinding, sampleResult } from './sample-result.ts';

const many = (count: number, changes: Parameters<typeof sampleFinding>[0] = {}) =>
  Array.from({ length: count }, (_, n) => sampleFinding({ line: n + 1, endLine: n + 1, ...changes }));

describe('the annotations of a result', () => {
  it('are none when there is nothing to say', () => {
    expect(annotationsOf(sampleResult())).toEqual([]);
  });

  it('say what, where and what to do', () => {
    expect(annotationsOf(brokenResult(sampleFinding()))).toEqual([
      {
        kind: 'error',
        title: 'VM-II-01: Actions are pinned by full commit SHA',
        message: 'actions/checkout@v6 is a tag, which can be moved. Pin it by the full SHA of a commit.',
        path: '.github/workflows/ci.yml',
        region: { line: 3, endLine: 3, column: 9, endColumn: 28 },
      },
    ]);
  });

  it('have the kind of the level', () => {
    const findings = (['advise', 'warn', 'enforce'] as const).map((level) => sampleFinding({ level }));
    expect(annotationsOf(brokenResult(...findings)).map(({ kind }) => kind)).toEqual([
      'error',
      'warning',
      'notice',
    ]);
  });

  it('give GitHub no columns over more than one line, and no line for a file or the repository as a whole', () => {
    const over = annotationsOf(brokenResult(sampleFinding({ endLine: 5 })));
    expect(over[0]?.region).toEqual({ line: 3, endLine: 5 });
    const { line, column, endLine, endColumn, path, ...whole } = sampleFinding();
    expect([line, column, endLine, endColumn, path]).not.toContain(undefined);
    expect(annotationsOf(brokenResult(whole))[0]).not.toHaveProperty('region');
    expect(annotationsOf(brokenResult(whole))[0]).not.toHaveProperty('path');
  });

  it.each([
    ['enforce', 'error', 9],
    ['warn', 'warning', 10],
    ['advise', 'notice', 10],
  ] as const)('of level %s stay within what GitHub shows of each %s', (level, kind, most) => {
    expect(annotationsOf(brokenResult(...many(most, { level })))).toHaveLength(most);
    const shown = annotationsOf(brokenResult(...many(most + 30, { level })));
    expect(shown).toHaveLength(most);
    expect(shown.at(-1)).toEqual({
      kind,
      title: 'Covenant',
      message: moreFindings(31),
    });
  });

  it('show the gravest first', () => {
    const findings = [...many(20, { severity: 'low' }), sampleFinding({ path: 'last.yml' })];
    expect(annotationsOf(brokenResult(...findings))[0]?.path).toBe('last.yml');
  });

  it('begin the warnings with those about the configuration', () => {
    const notices = [{ message: 'The exception from VM-I-04 has ended', remedy: 'Remove it.' }];
    const result = { ...brokenResult(...many(30, { level: 'warn' })), notices };
    expect(annotationsOf(result)[0]).toEqual({
      kind: 'warning',
      title: 'Covenant',
      message: 'The exception from VM-I-04 has ended. Remove it.',
    });
  });

  it('say where a rule could not look', () => {
    const [annotation] = annotationsOf(brokenResult(sampleFinding({ cannotTell: true })));
    expect(annotation?.title).toBe('VM-II-01: Actions are pinned by full commit SHA (cannot tell)');
  });

  it('are one line each, without what a terminal obeys, and not endless', () => {
    const [annotation] = annotationsOf(brokenResult(sampleFinding({ message: HOSTILE.repeat(1000) })));
    expect(annotation?.message).not.toMatch(/[\u0000-\u001f\u202e]/u);
    expect(annotation?.message.length).toBeLessThan(1100);
  });
});
