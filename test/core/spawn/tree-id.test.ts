import { describe, expect, it } from '@jest/globals';
import { utf8 } from '../../../core/common/bytes.ts';
import { treeId } from '../../../core/spawn/index.ts';
import { treeFile } from '../../../core/spawn/tree-file.ts';

const file = (path: string, text: string) => treeFile(path, utf8(text));

describe('treeId', () => {
  it("is git's id of the empty tree", () => {
    expect(treeId([])).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904');
  });

  it('is what git write-tree printed for these files', () => {
    // printf a > a; printf b > a.b; mkdir a0 d; printf c > a0/x; printf '#!/bin/sh\n' > d/run; chmod +x d/run
    const files = [file('a0/x', 'c'), file('d/run', '#!/bin/sh\n'), file('a', 'a'), file('a.b', 'b')];
    expect(treeId(files)).toBe('38f85ec15c4b0a162ee022e197db693c41d13c7f');
  });

  it('does not depend on the order of the files', () => {
    const files = ['b', 'a/b', 'a/a', 'c.d', 'c/d'].map((path) => file(path, path));
    expect(treeId(files.toReversed())).toBe(treeId(files));
  });

  it.each([
    ['#!/bin/sh\n', '100755'],
    ['#![forbid(unsafe_code)]\n', '100644'],
    ['#!', '100644'],
    ['', '100644'],
  ])('a file that begins with %j has the mode %s', (text, mode) => {
    expect(file('a', text).mode).toBe(mode);
  });

  it('tells an executable from a text', () => {
    expect(treeId([{ ...file('a', ''), mode: '100755' }])).not.toBe(treeId([file('a', '')]));
  });

  it.each([[['a', 'a/b']], [['a', 'a']], [['x/a', 'x/a/b']]])('refuses %j: no tree holds both', (paths) => {
    expect(() => treeId(paths.map((path) => file(path, '')))).toThrow('occurs twice');
  });
});
