import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readYaml } from '../../../../../core/remembrancer/covenant/yaml/read-yaml.ts';
import { textOf, valueOf, walk } from '../../../../../core/remembrancer/covenant/yaml/yaml-lookup.ts';
import type { YamlNode, YamlScalar } from '../../../../../core/remembrancer/covenant/yaml/yaml-node.ts';

const documentsOf = (text: string): readonly YamlNode[] => {
  const reading = readYaml(text);
  if ('unreadable' in reading) throw new Error(reading.unreadable);
  return reading.documents;
};
const documentOf = (text: string): YamlNode | undefined => documentsOf(text)[0];
const whyUnreadable = (text: string): string | undefined => {
  const reading = readYaml(text);
  return 'unreadable' in reading ? reading.unreadable : undefined;
};
const scalarOf = (text: string, ...path: string[]): YamlScalar => {
  const node = valueOf(documentOf(text), ...path);
  if (node?.kind !== 'scalar') throw new Error('no scalar');
  return node;
};
/** What a node says, without places. */
const saidBy = (node: YamlNode | undefined): unknown => {
  if (node === undefined || node.kind === 'scalar') return node?.value;
  if (node.kind === 'list') return node.items.map(saidBy);
  return node.entries.map(({ key, value }) => [key, saidBy(value)]);
};

describe('what is read', () => {
  it('is maps, lists and the text of scalars', () => {
    expect(saidBy(documentOf('on: [push, 1.10]\njobs: {a: {}}\nyes: no\n'))).toEqual([
      ['on', ['push', '1.10']],
      ['jobs', [['a', []]]],
      ['yes', 'no'],
    ]);
  });

  it('is an empty text where nothing stands', () => {
    const node = scalarOf('a:\nb: 1\n', 'a');
    expect(node).toMatchObject({ value: '', verbatim: true });
    expect(node.range.start).toBe(node.range.end);
    expect(saidBy(documentOf('{a, b: , ? c}'))).toEqual([
      ['a', ''],
      ['b', ''],
      ['c', ''],
    ]);
  });

  it('is every document', () => {
    expect(documentsOf('a: 1\n---\n- b\n---\n...\n').map(saidBy)).toEqual([[['a', '1']], ['b'], '']);
    expect(documentsOf('')).toEqual([]);
    expect(documentsOf('# nothing but this\n')).toEqual([]);
  });

  it('is a key as often as it stands', () => {
    expect(saidBy(documentOf('a: 1\na: 2\n'))).toEqual([
      ['a', '1'],
      ['a', '2'],
    ]);
    expect(textOf(valueOf(documentOf('a: 1\na: 2\n'), 'a'))).toBe('2');
  });

  it('is the text of a key, and none of a key that is a map', () => {
    expect(saidBy(documentOf('"a b": 1\n? {c: 1}\n: 2\n'))).toEqual([
      ['a b', '1'],
      ['', '2'],
    ]);
  });

  it('is what an alias names, in its place', () => {
    const text = 'a: &a {x: &x 1}\nb: *a\nc: *x\n? *x\n: d\n';
    expect(saidBy(documentOf(text))).toEqual([
      ['a', [['x', '1']]],
      ['b', [['x', '1']]],
      ['c', '1'],
      ['1', 'd'],
    ]);
    expect(scalarOf(text, 'b', 'x').range).toEqual(scalarOf(text, 'a', 'x').range);
  });

  it('is the last node with the name of an anchor', () => {
    expect(textOf(valueOf(documentOf('a: &x 1\nb: &x 2\nc: *x\n'), 'c'))).toBe('2');
  });

  it('has a merge key as a key', () => {
    expect(saidBy(documentOf('a: &a {x: 1}\nb: {<<: *a, y: 2}\n'))).toEqual([
      ['a', [['x', '1']]],
      [
        'b',
        [
          ['<<', [['x', '1']]],
          ['y', '2'],
        ],
      ],
    ]);
  });

  it('takes no tag and no directive for an order', () => {
    const text = '%YAML 1.1\n---\na: !!binary aGk=\nb: !Ref x\nc: !!int "3"\nd: !!set {x, y}\n';
    expect(saidBy(documentOf(text))).toEqual([
      ['a', 'aGk='],
      ['b', 'x'],
      ['c', '3'],
      [
        'd',
        [
          ['x', ''],
          ['y', ''],
        ],
      ],
    ]);
  });
});

describe('the place of a scalar', () => {
  it.each([
    ['plain', 'a:  b c # why\n', 'b c'],
    ['in double quotes', 'a: "b c" # why\n', '"b c"'],
    ['in single quotes', "a: 'b c'\n", "'b c'"],
    ['behind characters of more than one unit', 'ü🎉: b\na: b\n', 'b'],
    ['behind a byte order mark', '\ufeffa: b\n', 'b'],
    ['behind lines that end with CR LF', 'x: y\r\na: b\r\nc: d\r\n', 'b'],
    ['behind a tag and an anchor', 'a: !t &n b\n', 'b'],
    ['at the end of the file', 'a: b', 'b'],
    ['in a flow', '{x: [1, 2], a: b}', 'b'],
  ])('is that of the text, %s', (_, text, written) => {
    const { value, range, verbatim } = scalarOf(text, 'a');
    expect(text.slice(range.start, range.end)).toBe(written);
    expect(verbatim).toBe(true);
    expect(written.replace(/^["']|["']$/g, '')).toBe(value);
  });

  it.each([
    ['an escape', 'a: "b\\x63"\n', 'bc'],
    ['a doubled quote', "a: 'it''s'\n", "it's"],
    ['a fold', 'a: b\n  c\n', 'b c'],
    ['a fold in quotes', 'a: "b\n  c"\n', 'b c'],
    ['a literal block', 'a: |\n  b\n  c\n', 'b\nc\n'],
    ['a folded block', 'a: >-\n  b\n  c\n', 'b c'],
    ['a block that repeats its header', 'a: |-\n  |-\n', '|-'],
  ])('is no verbatim one of %s', (_, text, value) => {
    expect(scalarOf(text, 'a')).toMatchObject({ value, verbatim: false });
  });

  it('of a block begins at its header', () => {
    const text = 'a: | # why\n  b\nc: d\n';
    const { range } = scalarOf(text, 'a');
    expect(text.slice(range.start, range.end)).toBe('| # why\n  b\n');
  });

  it('of each verbatim one holds its value, whatever is read', () => {
    const piece = fc.constantFrom(
      ...['a', 'ü', '🎉', ' ', '  ', '\n', '\r\n', '- ', ': ', '? ', '#', '"', "'", '|', '>', '[', ']'],
      ...['{', '}', ',', '&a ', '*a', '!t ', '%', '---\n', '...\n', '\\', '\t', '<<', '\ufeff', '@', '\0'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const reading = readYaml(text);
        if ('unreadable' in reading) {
          expect(reading.unreadable).not.toContain('breaks the parser');
          return;
        }
        for (const node of reading.documents.flatMap((document) => [...walk(document)])) {
          const { start, end } = node.range;
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
          if (node.kind !== 'scalar' || !node.verbatim) continue;
          const written = text.slice(start, end);
          expect([node.value, `"${node.value}"`, `'${node.value}'`]).toContain(written);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what is not read', () => {
  it.each([
    ['a: "b\n', 'line 2: Missing closing "quote'],
    ['x: 1\na: [b\nc: d\n', 'line 3: Flow sequence in block collection must be sufficiently indented'],
    ['a: *b\n', 'line 1: the alias *b names no anchor'],
    ['x:\na: &a\n  b: *a\n', 'line 3: the alias *a stands in what it names'],
    ['a: &x 1\n---\nb: *x\n', 'line 3: the alias *x names no anchor'],
    ['a: b\n c: d\n', 'line 1: Nested mappings'],
    ['a: {{ .Values.image }}\nb: {{- if x }}\n', 'line '],
    ['a:\n\tb: c\n', 'line 2: '],
  ])('is what is no YAML: %j', (text, why) => {
    expect(whyUnreadable(text)).toContain(why);
  });
});

describe('a hostile file', () => {
  const MEBIBYTE = 1 << 20;
  const filledWith = (unit: string, before = '', after = ''): string =>
    before + unit.repeat(Math.floor((MEBIBYTE - before.length - after.length) / unit.length)) + after;
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  const laughs = names.map((name, n) =>
    n === 0
      ? 'a: &a [x,x,x,x,x,x,x,x,x]'
      : `${name}: &${name} [${Array(9)
          .fill(`*${names[n - 1]}`)
          .join()}]`,
  );
  const tower = Array.from({ length: 60 }, (_, n) => {
    const inner = n === 0 ? '' : `*a${n - 1}`;
    return `a${n}: &a${n} ${'['.repeat(50)}${inner}${']'.repeat(50)}`;
  });

  it.each([
    ['a billion laughs', laughs.join('\n'), 'its aliases unfold to more than 100,000 nodes'],
    ['a tower of aliases', tower.join('\n'), 'its aliases unfold to more than 100 nodes in each other'],
    ['10,000 opened lists', '['.repeat(10_000), 'line 1: it is nested more than 100 deep'],
    ['10,000 opened maps', '{'.repeat(10_000), 'line 1: it is nested more than 100 deep'],
    ['10,000 lists in a line', '- '.repeat(10_000), 'line 1: it is nested more than 100 deep'],
    ['more than a mebibyte', filledWith('a') + 'b', 'it has more than 1,048,576 characters'],
    ['only line feeds', filledWith('\n'), 'it has more than 300,000 signs and words'],
    ['only anchors', filledWith('&a '), 'it has more than 300,000 signs and words'],
    ['only quotes', filledWith('"'), 'it has more than 300,000 signs and words'],
    ['100,000 documents', '---\n'.repeat(100_000), 'it has more than 2,000 documents'],
    ['10,000 anchors of one node', '&a '.repeat(10_000), 'line 1: A node can have at most one anchor'],
  ])('of %s is given up soon', (_, text, why) => {
    const start = process.cpuUsage();
    expect(whyUnreadable(text)).toBe(why);
    expect(millisecondsSince(start)).toBeLessThan(2000);
  });

  it('of indentation that never ends is given up soon', () => {
    const deep = Array.from({ length: 1400 }, (_, n) => `${' '.repeat(n)}a:`).join('\n');
    expect(whyUnreadable(deep)).toBe('line 100: it is nested more than 100 deep');
  });

  it.each([
    ['one scalar', filledWith('x', 'a: '), 'a'],
    ['one quoted scalar', filledWith('x', 'a: "', '"'), 'a'],
    ['one scalar of many lines', filledWith('x   \n  ', 'a: '), 'a'],
    ['one block', filledWith(' x\n', 'a: |\n'), 'a'],
    ['one comment', filledWith('x', 'a: b #'), 'a'],
    ['equal keys', 'a: b\n'.repeat(40_000), 'a'],
    ['aliases', `a: &a x\nb:\n${' - *a\n'.repeat(40_000)}`, 'a'],
  ])('of a mebibyte of %s is read', (_, text, key) => {
    const start = process.cpuUsage();
    expect(textOf(valueOf(documentOf(text), key))).toBeDefined();
    expect(millisecondsSince(start)).toBeLessThan(2000);
  });

  function millisecondsSince(start: NodeJS.CpuUsage): number {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  }
});

describe('the end of a line', () => {
  it.each(['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029'])(
    'is %j, so that a comment ends there',
    (end) => {
      expect(saidBy(documentOf(`a: 1 # none${end}b: 2${end}`))).toEqual([
        ['a', '1'],
        ['b', '2'],
      ]);
      expect(scalarOf(`a: 1 # none${end}b: 2`, 'b').verbatim).toBe(true);
    },
  );
});
