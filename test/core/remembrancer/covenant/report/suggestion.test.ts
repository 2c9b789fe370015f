import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { FileText } from '../../../../../core/remembrancer/covenant/file-text.ts';
import { suggestionOf } from '../../../../../core/remembrancer/covenant/report/index.ts';
import { sampleFinding } from './sample-result.ts';

const bytesOf = (text: string): FileText => {
  const bytes = Buffer.from(text);
  return new FileText({ path: 'a.yml', kind: 'file', size: bytes.length, id: 'a' }, bytes);
};

/** The suggestion for `text` in which each `[start, end]` becomes a text. */
function suggest(text: string, ...edits: [start: number, end: number, text: string][]) {
  const file = bytesOf(text);
  const placed = edits.map(([start, end, replacement]) => {
    const from = file.positionOf(start);
    const to = file.positionOf(end);
    return {
      ...{ start, end, text: replacement, line: from.line, column: from.column },
      ...{ endLine: to.line, endColumn: to.column },
    };
  });
  const fix = { description: 'mend it', edits: placed, sha256: file.sha256 };
  return suggestionOf(sampleFinding({ path: 'a.yml', fix }), file);
}

/** The lines that a suggestion proposes. */
const proposed = (body: string | undefined): string | undefined =>
  /^(`{3,})suggestion\n([\s\S]*?)\1\n$/m.exec(body ?? '')?.[2];

describe('a suggestion', () => {
  it('has the whole line that a fix changes', () => {
    const suggestion = suggest('one\n  two: 2 # kept\nthree\n', [11, 12, '3']);
    expect(suggestion).toMatchObject({ path: 'a.yml', line: 2 });
    expect(suggestion).not.toHaveProperty('startLine');
    expect(proposed(suggestion?.body)).toBe('  two: 3 # kept\n');
    expect(suggestion?.body).toMatch(/^\*\*VM-II-01\*\*: actions\/checkout/);
  });

  it('has all lines from the first edit to the last, with line feeds', () => {
    const suggestion = suggest('one\r\ntwo\r\nthree\r\n', [0, 3, '1'], [10, 15, '3']);
    expect(suggestion).toMatchObject({ startLine: 1, line: 3 });
    expect(proposed(suggestion?.body)).toBe('1\ntwo\n3\n');
  });

  it('can take away a line, also the last', () => {
    expect(proposed(suggest('one\ntwo\nthree\n', [4, 8, ''])?.body)).toBe('three\n');
    const last = suggest('one\ntwo\n', [4, 8, '']);
    expect(last).toMatchObject({ line: 2 });
    expect(proposed(last?.body)).toBe('');
  });

  it('can leave a line empty, and change one without a line break behind it', () => {
    expect(proposed(suggest('one\ntwo\n', [4, 7, ''])?.body)).toBe('\n');
    expect(proposed(suggest('one', [0, 3, 'two'])?.body)).toBe('two\n');
  });

  it('is not ended by a fence in the file', () => {
    expect(proposed(suggest('````\nold\n', [0, 0, 'x'], [5, 8, 'new'])?.body)).toBe('x````\nnew\n');
  });

  it('is none without a fix, over many lines or for a line that is endless', () => {
    expect(suggestionOf(sampleFinding(), bytesOf('one\n'))).toBeUndefined();
    expect(suggest('a\n'.repeat(40), [0, 1, 'b'], [78, 79, 'b'])).toBeUndefined();
    expect(suggest('`a'.repeat(200_000), [0, 1, 'b'])).toBeUndefined();
  });

  it('is none for edits behind the last line', () => {
    expect(suggest('one\n', [4, 4, 'two\n'])).toBeUndefined();
  });

  it('makes of the file what the fix makes of it', () => {
    const piece = fc.constantFrom('', 'a', 'b ', 'c\n', '\n', 'ü', '```\n');
    const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 4 }), piece, (before, places, put) => {
        const [start = 0, end = start, next = end, last = next] = places
          .map((place) => Math.min(place, before.length))
          .sort((a, b) => a - b);
        const suggestion = suggest(before, [start, end, put], [next, last, put]);
        fc.pre(suggestion !== undefined);
        const { line, startLine = line, text: instead, body } = suggestion;
        expect(proposed(body)).toBe(instead);
        const lines = before.match(/.*\n|.+$/gu) ?? [];
        const after = [...lines.slice(0, startLine - 1), proposed(body) ?? 'none', ...lines.slice(line)].join(
          '',
        );
        const wanted = before.slice(0, start) + put + before.slice(end, next) + put + before.slice(last);
        expect(ended(after)).toBe(ended(wanted));
      }),
    );
  });
});

/** Whether the last line has a line break is not in a suggestion. */
const ended = (text: string): string => text.replace(/\n?$/u, '\n');
