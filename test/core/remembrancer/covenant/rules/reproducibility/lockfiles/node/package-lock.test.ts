import { describe, expect, it } from '@jest/globals';

import { drift, driftIn, type Files } from '../findings-of.ts';

const WORKSPACE = '{"workspaces": ["*/*", "m"]}';
const lock = (packages: object): string => JSON.stringify({ lockfileVersion: 3, packages });

describe('package-lock.json', () => {
  it('has the version that Node finds from a member: the nearest', async () => {
    const dependencies = { near: '1', above: '1', top: '1', far: '1' };
    const versions = (folder: string, names: readonly string[], version: string) =>
      Object.fromEntries(names.map((name) => [`${folder}node_modules/${name}`, { version }]));
    const of = (near: string, above: string, top: string) =>
      drift({
        'package.json': WORKSPACE,
        'p/a/package.json': JSON.stringify({ name: 'a', dependencies }),
        'package-lock.json': lock({
          '': {},
          'p/a': { name: 'a', dependencies },
          'node_modules/a': { link: true },
          ...versions('', ['near', 'above', 'top'], top),
          ...versions('p/', ['near', 'above'], above),
          ...versions('p/a/', ['near'], near),
          ...versions('', ['far'], '1.0.0'),
        }),
      });
    const wrong = (name: string) =>
      `${name} is in dependencies as "1", and package-lock.json has version 2.0.0.`;
    expect(await of('1.0.0', '1.0.0', '1.0.0')).toEqual([]);
    expect(await of('2.0.0', '1.0.0', '1.0.0')).toEqual([wrong('near')]);
    expect(await of('1.0.0', '2.0.0', '1.0.0')).toEqual([wrong('above')]);
    expect(await of('1.0.0', '1.0.0', '2.0.0')).toEqual([wrong('top')]);
  });

  it('has a version that a range without a sign does not mean', async () => {
    const dependencies = { a: '1.2.3', b: '1.2.3', c: '1.2.3' };
    expect(
      await drift({
        'package.json': JSON.stringify({ dependencies }),
        'package-lock.json': lock({
          '': { dependencies },
          'node_modules/a': { version: '1.3.0' },
          'node_modules/b': { version: '1.2.3' },
          'node_modules/c': { link: true },
        }),
      }),
    ).toEqual(['a is in dependencies as "1.2.3", and package-lock.json has version 1.3.0.']);
  });

  it('lacks versions of what is not optional, where the workspace overrides too', async () => {
    const sections = {
      dependencies: { a: '1' },
      devDependencies: { b: '1' },
      optionalDependencies: { c: '1', a2: '1' },
      peerDependencies: { d: '1' },
    };
    const of = (more: object) =>
      drift({
        'package.json': JSON.stringify({ ...sections, ...more }),
        'package-lock.json': lock({ '': sections }),
      });
    const lacking = [
      'a is in dependencies, and package-lock.json has no version of it.',
      'b is in devDependencies, and package-lock.json has no version of it.',
    ];
    expect([await of({}), await of({ overrides: { x: '1' } })]).toEqual([lacking, lacking]);
  });

  it('of version 1 says nothing of members', async () => {
    const files: Files = {
      'package.json': '{"workspaces": ["m"], "dependencies": {"a": "1"}}',
      'm/package.json': '{"dependencies": {"b": "1"}}',
      'package-lock.json': '{"lockfileVersion": 1, "dependencies": {"a": {"version": "1.0.0"}}}',
    };
    expect(await drift(files)).toEqual([]);
  });

  it('lacks a member, which is all that is said of it', async () => {
    expect(
      await drift({
        'package.json': WORKSPACE,
        'm/package.json': '{"name": "m", "dependencies": {"b": "1"}}',
        'package-lock.json': lock({ '': {} }),
      }),
    ).toEqual(['package-lock.json does not have the workspace member m.']);
  });

  it('lacks the name of a member, which stands in its manifest; one without a name is no fault', async () => {
    const of = (member: string) =>
      driftIn({
        'package.json': WORKSPACE,
        'm/package.json': member,
        'package-lock.json': lock({ '': {}, m: {}, 'node_modules/old': { link: true } }),
      });
    const text = '{"x": "new", "name": "new"}';
    const [found, ...more] = await of(text);
    expect(found).toMatchObject({
      path: 'm/package.json',
      message: 'package-lock.json does not have new, the name of a workspace member.',
      range: { start: text.lastIndexOf('"new"'), end: text.length - 1 },
    });
    expect([more, await of('{}')]).toEqual([[], []]);
  });

  it('may have folders that are not there and no members', async () => {
    const packages = { '': {}, gone: {}, 'node_modules/a': {}, 'p/gone': {}, 'p/node_modules/x': {} };
    const files = (manifest: string): Files => ({
      'web/package.json': manifest,
      'p/gone/x': '',
      'web/package-lock.json': lock(packages),
    });
    expect(await drift(files('{}'))).toEqual([]);
    expect(await drift(files('{"workspaces": ["*/*"]}'))).toEqual([
      'package-lock.json has the workspace member p/gone, which is not there.',
    ]);
    expect(await drift({ ...files('{"workspaces": ["*/*"]}'), 'web/p/gone/x': '' })).toEqual([]);
  });
});
