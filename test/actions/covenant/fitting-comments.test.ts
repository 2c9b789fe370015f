import { describe, expect, it } from '@jest/globals';

import { fittingComments } from '../../../actions/covenant/src/fitting-comments.ts';
import { markerOf, type ReviewComment } from '../../../actions/covenant/src/review-comment.ts';
import { FileText } from '../../../core/remembrancer/covenant/file-text.ts';
import { type Finding, memoryTree } from '../../../core/remembrancer/covenant/index.ts';
import { sampleFinding } from '../../core/remembrancer/covenant/report/sample-result.ts';

const TEXT = 'one\ntwo\nthree\ntwo\n';
const ALL = '@@ -0,0 +1,4 @@\n+one\n+two\n+three\n+two';

/** A finding in `a.yml` with a fix that puts `put` for what is from `start` to `end`. */
function finding(start: number, end: number, put: string, changes: Partial<Finding> = {}): Finding {
  const bytes = Buffer.from(TEXT);
  const file = new FileText({ path: 'a.yml', kind: 'file', size: bytes.length, id: 'a' }, bytes);
  const [from, to] = [file.positionOf(start), file.positionOf(end)];
  const place = { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  const fix = { description: 'mend it', edits: [{ start, end, text: put, ...place }], sha256: file.sha256 };
  return sampleFinding({ path: 'a.yml', fix, ...changes });
}

const comments = (findings: readonly Finding[], patch = ALL): Promise<ReviewComment[]> =>
  fittingComments(findings, memoryTree({ 'a.yml': TEXT, 'b.yml': TEXT }), new Map([['a.yml', patch]]));

const linesOf = async (findings: readonly Finding[], patch?: string): Promise<number[]> =>
  (await comments(findings, patch)).map(({ line }) => line);

describe('the comments for a diff', () => {
  it('propose a fix on its line, on the new side', async () => {
    const [comment, ...others] = await comments([finding(4, 7, 'TWO')]);
    expect(others).toEqual([]);
    expect(comment).toEqual({ path: 'a.yml', line: 2, side: 'RIGHT', body: expect.any(String) });
    expect(comment?.body).toContain('```suggestion\nTWO\n```');
  });

  it('name the first of several lines, and its side', async () => {
    const [comment] = await comments([finding(0, 7, '1\n2')]);
    expect(comment).toMatchObject({ start_line: 1, start_side: 'RIGHT', line: 2, side: 'RIGHT' });
  });

  it('are in the order of the findings', async () => {
    expect(await linesOf([finding(8, 13, '3'), finding(0, 3, '1')])).toEqual([3, 1]);
    const inB = finding(0, 3, '1', { path: 'b.yml' });
    const patches = new Map([
      ['a.yml', ALL],
      ['b.yml', ALL],
    ]);
    const tree = memoryTree({ 'a.yml': TEXT, 'b.yml': TEXT });
    const made = await fittingComments([inB, finding(0, 3, '1')], tree, patches);
    expect(made.map(({ path }) => path)).toEqual(['b.yml', 'a.yml']);
  });

  it.each([
    ['has the lines in no hunk', '@@ -3,2 +3,2 @@\n three\n+two'],
    ['has other text there, since main has changed the file', '@@ -1,2 +1,2 @@\n one\n+deux'],
    ['has the text on another line', '@@ -1 +1,2 @@\n+zero\n one\n+two'],
    ['has but part of the lines', '@@ -1 +1 @@\n+one'],
    ['has the text on the old side', '@@ -1,2 +1 @@\n one\n-two'],
  ])('are none where the diff %s', async (_, patch) => {
    expect(await linesOf([finding(0, 7, '1\n2')], patch)).toEqual([]);
  });

  it('are none without a fix, without a patch, and for a file that is not there', async () => {
    const path = 'gone.yml';
    const findings = [
      sampleFinding({ path: 'a.yml' }),
      finding(0, 3, '1', { path: 'b.yml' }),
      finding(0, 3, '1', { path }),
    ];
    const patches = new Map([
      ['a.yml', ALL],
      [path, ALL],
    ]);
    expect(await fittingComments(findings, memoryTree({ 'a.yml': TEXT, 'b.yml': TEXT }), patches)).toEqual(
      [],
    );
  });

  it('replace no line twice', async () => {
    const findings = [finding(4, 7, '2'), finding(0, 7, '1\n2'), finding(4, 5, 'T'), finding(0, 3, '1')];
    expect(await linesOf(findings)).toEqual([2, 1]);
  });
});

describe('the marker of a comment', () => {
  const markersOf = async (...findings: Finding[]): Promise<string[]> =>
    (await comments(findings)).map(({ body }) => markerOf(body));

  it('is the same for the same fix, wherever it is', async () => {
    const [second] = await markersOf(finding(4, 7, '2'));
    expect(second).toMatch(/^<!-- vaultmesh covenant: [0-9a-f]{64} -->$/);
    expect(await markersOf(finding(14, 17, '2'))).toEqual([second]);
  });

  it('differs by rule, path, what is replaced, what replaces it, and which of its equals it is', async () => {
    const markers = [
      ...(await markersOf(finding(4, 7, '2'), finding(14, 17, '2'))),
      ...(await markersOf(finding(4, 7, '2', { rule: 'VM-II-02' }))),
      ...(await markersOf(finding(4, 7, 'II'))),
      ...(await markersOf(finding(0, 3, '2'))),
    ];
    const inB = await fittingComments(
      [finding(4, 7, '2', { path: 'b.yml' })],
      memoryTree({ 'b.yml': TEXT }),
      new Map([['b.yml', ALL]]),
    );
    markers.push(...inB.map(({ body }) => markerOf(body)));
    expect(new Set(markers).size).toBe(6);
  });

  it('is the last line, whatever stands above', () => {
    const marker = '<!-- vaultmesh covenant: 1 -->';
    expect(markerOf(`text\n${marker}\r\n`)).toBe(marker);
    expect(markerOf(`${marker}\ntext`)).toBe('text');
    expect(markerOf('')).toBe('');
  });
});
