import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type DecisionEdit,
  editDecision,
} from '../../../../../core/remembrancer/decisions/edit/edit-decision.ts';
import { readDecision, writeDecision } from '../../../../../core/remembrancer/decisions/index.ts';
import { SAMPLES } from '../samples.ts';

const edit = (text: string, ...edits: DecisionEdit[]) => editDecision({ path: 'x.md', text }, edits).text;
const status = { field: 'status', value: 'accepted' } as const;
const supersedes = { field: 'supersedes', value: 'use-y', isItem: true } as const;

const framed = (...lines: string[]) => ['---', ...lines, '---', '# X', ''].join('\n');

describe('an edit', () => {
  it.each([
    ['status: proposed # by all', 'status: accepted # by all'],
    ['status:   "proposed"', 'status:   accepted'],
    ['Status: Proposed', 'Status: accepted'],
  ])('of %j changes the word and nothing else', (before, after) => {
    expect(edit(framed('# about', before, 'tags: [a,  b] # c'), status)).toBe(
      framed('# about', after, 'tags: [a,  b] # c'),
    );
  });

  it('keeps a byte order mark, Windows line ends and what a Windows editor leaves at the end', () => {
    const text = `\ufeff${framed('status: proposed', 'tags:', '  - a').replaceAll('\n', '\r\n')} \r\n\u001a`;
    expect(edit(text, status)).toBe(text.replace('proposed', 'accepted'));
    expect(edit(text, supersedes)).toBe(text.replace('  - a\r\n', '  - a\r\nsupersedes: [use-y]\r\n'));
  });

  it.each([
    ['supersedes: []', 'supersedes: [use-y]'],
    ['supersedes: [a, "b"] # c', 'supersedes: [a, "b", use-y] # c'],
    ['supersedes: use-x', 'supersedes: [use-x, use-y]'],
    ['supersedes: ADR-0001, ADR-0002', 'supersedes: [ADR-0001, ADR-0002, use-y]'],
    ['supersedes:', 'supersedes: [use-y]'],
    ['supersedes:\n  - a # why\n# more', 'supersedes:\n  - a # why\n  - use-y\n# more'],
    ['supersedes:\n- a', 'supersedes:\n- a\n- use-y'],
  ])('adds to %j', (before, after) => {
    expect(edit(framed('status: draft', before), supersedes)).toBe(framed('status: draft', after));
  });

  it('puts a new line where the order of the format has it', () => {
    const id = { field: 'id', value: '01JD0000000000000000000001' } as const;
    expect(
      edit(framed('status: draft', 'summary: >', '  long', '  text', 'confidence: low'), supersedes, id),
    ).toBe(
      framed(
        'id: 01JD0000000000000000000001',
        'status: draft',
        'summary: >',
        '  long',
        '  text',
        'supersedes: [use-y]',
        'confidence: low',
      ),
    );
  });

  it('quotes what would else be no text', () => {
    const value = 'a, b] #c';
    const text = edit(framed('status: draft', 'supersedes: [x]'), { ...supersedes, value });
    expect(readDecision('x.md', text).decision.supersedes).toEqual(['x', value]);
  });

  it.each([
    ['no front matter', '# X\n'],
    ['one in braces', framed('{status: draft}')],
    ['one that is no YAML', framed('status: [draft')],
    ['a status of two values', framed('status: [draft, proposed]')],
    ['an alias', framed('x: &x draft', 'status: *x')],
  ])('is refused where there is %s', (_, text) => {
    expect(() => edit(text, status)).toThrow(/Write it by hand|or write it by hand/);
  });

  it('of any decision that we write changes that field alone', () => {
    const [path, sample] = SAMPLES['madr-4'];
    const { decision } = readDecision(path, sample);
    const reference = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(fc.uniqueArray(reference, { maxLength: 3 }), reference, (there, value) => {
        fc.pre(!there.includes(value));
        const text = writeDecision({ ...decision, supersedes: there });
        const after = readDecision(path, edit(text, { ...supersedes, value })).decision;
        expect(after.supersedes).toEqual([...there, value]);
      }),
    );
  });
});
