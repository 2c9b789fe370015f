import { describe, expect, it } from '@jest/globals';

import { readYaml } from '../../../../../core/remembrancer/covenant/yaml/read-yaml.ts';
import { rangeWithin } from '../../../../../core/remembrancer/covenant/yaml/range-within.ts';
import {
  entriesOf,
  itemsOf,
  mergedEntriesOf,
  rangeAt,
  textOf,
  valueOf,
  walk,
} from '../../../../../core/remembrancer/covenant/yaml/yaml-lookup.ts';
import type { YamlNode } from '../../../../../core/remembrancer/covenant/yaml/yaml-node.ts';

const documentOf = (text: string): YamlNode | undefined => {
  const reading = readYaml(text);
  return 'documents' in reading ? reading.documents[0] : undefined;
};

describe('a value by its path', () => {
  it('is found through maps only', () => {
    const document = documentOf('a: {b: {c: d}}\ne: [f]\n');
    expect(textOf(valueOf(document, 'a', 'b', 'c'))).toBe('d');
    expect(valueOf(document, 'a', 'x', 'c')).toBeUndefined();
    expect(valueOf(document, 'e', '0')).toBeUndefined();
    expect(itemsOf(valueOf(document, 'e')).map(textOf)).toEqual(['f']);
    expect(itemsOf(valueOf(document, 'a'))).toEqual([]);
    expect(entriesOf(valueOf(document, 'e'))).toEqual([]);
  });
});

describe('a place by its names', () => {
  const text = 'a: [b, {c: d}]\nx/y~z: f\n';
  it.each([
    [[], text.trimEnd()],
    [['a'], 'a'],
    [['a', '0'], 'b'],
    [['a', '1', 'c'], 'c'],
    [['x/y~z'], 'x/y~z'],
    [['none'], text.trimEnd()],
    [['a', '7'], 'a'],
    [['a', '1', 'none', 'deeper'], '{c: d}'],
  ])('%j is %j', (names, found) => {
    const { start, end } = rangeAt(documentOf(text) as YamlNode, names);
    expect(text.slice(start, end).trimEnd()).toBe(found);
  });
});

describe('a walk', () => {
  it('comes to each node in the order of the file', () => {
    const document = documentOf('a: [b, {c: d}]\ne: f\n');
    expect([...walk(document as YamlNode)].map(textOf).filter(Boolean)).toEqual(['b', 'd', 'f']);
  });
});

describe('merged entries', () => {
  const merged = (text: string): unknown =>
    Object.fromEntries(mergedEntriesOf(valueOf(documentOf(text), 'z')).map((e) => [e.key, textOf(e.value)]));

  it('are those of a map and of what it merges, its own before others', () => {
    expect(merged('a: &a {x: 1, y: 1}\nb: &b {<<: *a, y: 2, v: 2}\nz: {<<: *b, v: 3}\n')).toEqual({
      x: '1',
      y: '2',
      v: '3',
    });
  });

  it('are the first of several', () => {
    expect(merged('a: &a {x: 1}\nb: &b {x: 2, y: 2}\nz: {<<: [*a, *b]}\n')).toEqual({ x: '1', y: '2' });
  });
});

describe('a part of a scalar', () => {
  const partOf = (text: string, part: string): string | undefined => {
    const scalar = valueOf(documentOf(text), 'run');
    if (scalar?.kind !== 'scalar') return undefined;
    const start = scalar.value.indexOf(part);
    const { start: from, end } = rangeWithin(scalar, { start, end: start + part.length }, text);
    return text.slice(from, end);
  };

  it.each([
    ['plain', 'x: ü\nrun: make all # why\n'],
    ['in quotes', 'run: "make all"\n'],
    ['in a block', 'run: |\n  set -e\n  make all\n'],
    ['in the first line of a block', 'run: |-\n    make all\n'],
    ['in a block with CR LF', 'run: |\r\n  set -e\r\n\r\n    make all\r\n'],
    ['in a block with an indentation of its own', 'run: |2-\n      # first\n    make all'],
  ])('is found in the file, %s', (_, text) => {
    expect(partOf(text, 'make all')).toBe('make all');
  });

  it('may go over lines of a block', () => {
    expect(partOf('run: |\n  a\n  b\n  c\n', 'a\nb')).toBe('a\n  b');
  });

  it('is the whole scalar where its text is another than in the file', () => {
    expect(partOf('run: >\n  make\n  all\n', 'make all')).toBe('>\n  make\n  all\n');
    expect(partOf('run: "m\\x61ke"\n', 'make')).toBe('"m\\x61ke"');
  });
});
