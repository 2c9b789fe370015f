import { describe, expect, it } from '@jest/globals';

import { drift, driftIn, type Files } from '../findings-of.ts';

const lock = (workspaces: object): string => JSON.stringify({ workspaces });

describe('bun.lock', () => {
  it('is JSON with commas before what closes, and texts as they are', async () => {
    const files = (text: string): Files => ({
      'package.json': String.raw`{"dependencies": {"a": "x,}", "b": "\",]", "c": "1"}}`,
      'bun.lock': text,
    });
    const dependencies = String.raw`{"a": "x,}", "b": "\",]", "c": "1" , \n}`.replace('\\n', '\n');
    expect(
      await drift(files(`{"workspaces": {"": {"dependencies": ${dependencies},},}, "list": [1,],}`)),
    ).toEqual([]);
    expect(await drift(files('{\n"a": 1,\n,}'))).toEqual([
      'package.json cannot be held against a lockfile: bun.lock is not JSON that can be read: line 3: Expected double-quoted property name.',
    ]);
  });

  it('lacks a member, or has one that is gone, told once', async () => {
    const files: Files = {
      'web/package.json': '{"workspaces": ["*"]}',
      'web/a/package.json': '{}',
      'web/b/package.json': '{}',
      'gone/x.txt': '',
      'web/bun.lock': lock({ '': {}, a: {}, gone: {} }),
    };
    expect(await drift(files)).toEqual([
      'bun.lock does not have the workspace member b.',
      'bun.lock has the workspace member gone, which is not there.',
    ]);
  });

  it('has a member by another name; that of the root does not count', async () => {
    const text = '{"x": "a", "name": "a"}';
    const of = (member: string, recorded: object) =>
      driftIn({
        'package.json': '{"name": "new", "workspaces": ["*"]}',
        'm/package.json': member,
        'bun.lock': lock({ '': { name: 'old' }, m: recorded }),
      });
    const [found, ...more] = await of(text, { name: 'b' });
    expect(found).toMatchObject({
      path: 'm/package.json',
      message: 'The package is called a, and in bun.lock b.',
      range: { start: text.lastIndexOf('"a"'), end: text.length - 1 },
    });
    expect(more).toEqual([]);
    expect([await of('{}', { name: 'b' }), await of(text, {}), await of(text, { name: 'a' })]).toEqual([
      [],
      [],
      [],
    ]);
  });
});
