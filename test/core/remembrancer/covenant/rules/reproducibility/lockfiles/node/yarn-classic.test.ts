import { describe, expect, it } from '@jest/globals';

import { drift, driftIn, type Files } from '../findings-of.ts';

const LOCK = 'ms@^2.0.0:\n  version "2.1.3"\n';
const manifest = (value: object): string => JSON.stringify(value);
const lacks = (name: string, range: string): string =>
  `${name} is in dependencies as "${range}", and yarn.lock does not have it so.`;

describe('the yarn.lock of Yarn 1', () => {
  it('lacks what no entry has, in each section but peers', async () => {
    const found = await driftIn({
      'package.json': manifest({
        dependencies: { ms: '^2.0.0', a: '1' },
        devDependencies: { b: '2' },
        optionalDependencies: { c: '3' },
        peerDependencies: { d: '4' },
      }),
      'yarn.lock': LOCK,
    });
    expect(found.map(({ message }) => message)).toEqual([
      lacks('a', '1'),
      'b is in devDependencies as "2", and yarn.lock does not have it so.',
      'c is in optionalDependencies as "3", and yarn.lock does not have it so.',
    ]);
    expect(found.every(({ range }) => range !== undefined)).toBe(true);
  });

  it('has no entry of what is taken from a folder', async () => {
    const dependencies = { a: 'link:../a', b: 'portal:../b', c: 'workspace:*', d: 'xlink:../d' };
    expect(await drift({ 'package.json': manifest({ dependencies }), 'yarn.lock': '' })).toEqual([
      lacks('d', 'xlink:../d'),
    ]);
  });

  it('has other ranges of what the root resolves', async () => {
    const files = (resolutions: object): Files => ({
      'package.json': manifest({
        resolutions,
        dependencies: { aa: '1', '@x/bb': '1', cc: '1', dd: 'link:../d' },
      }),
      'yarn.lock': '',
    });
    const all = [lacks('aa', '1'), lacks('@x/bb', '1'), lacks('cc', '1')];
    expect(await drift(files({}))).toEqual(all);
    expect(await drift(files({ aa: '2' }))).toEqual(all.slice(1));
    expect(await drift(files({ 'x/aa': '2' }))).toEqual(all.slice(1));
    expect(await drift(files({ '**/aa': '2' }))).toEqual(all.slice(1));
    expect(await drift(files({ '@x/bb': '2' }))).toEqual([all[0], all[2]]);
    expect(await drift(files({ 'z/@x/bb': '2' }))).toEqual([all[0], all[2]]);
    expect(await drift(files({ 'x/bb': '2', 'x@/cc': '2', 'aa/x': '2' }))).toEqual(all.slice(0, 2));
  });

  it('has no entry of the members of its workspace', async () => {
    const workspace = (folder: string): Files => ({
      [`${folder}package.json`]: manifest({ workspaces: ['packages/*'] }),
      [`${folder}yarn.lock`]: '',
      [`${folder}packages/a/package.json`]: manifest({ name: 'a', dependencies: { b: '1', other: '1' } }),
      [`${folder}packages/b/package.json`]: manifest({ name: 'b' }),
      [`${folder}packages/c/package.json`]: '{}',
      [`${folder}packages/other/package.json.txt`]: manifest({ name: 'other' }),
      [`${folder}elsewhere/other/package.json`]: manifest({ name: 'other' }),
    });
    expect(await drift(workspace(''))).toEqual([lacks('other', '1')]);
    expect(await drift(workspace('web/'))).toEqual([lacks('other', '1')]);
    const beside = { 'ab-/packages/other/package.json': manifest({ name: 'other' }) };
    expect(await drift({ ...workspace('web/'), ...beside })).toEqual([lacks('other', '1')]);
  });

  it('has an entry of each package below a project that is no workspace', async () => {
    expect(
      await drift({
        'package.json': manifest({ dependencies: { a: '1' } }),
        'yarn.lock': '',
        'a/package.json': manifest({ name: 'a' }),
      }),
    ).toEqual([lacks('a', '1')]);
  });

  it('is that of each workspace', async () => {
    const files = (folder: string, own: object, name: string): Files => ({
      [`${folder}/package.json`]: manifest({ workspaces: ['*'], dependencies: { r: '1', m: '1' }, ...own }),
      [`${folder}/yarn.lock`]: '',
      [`${folder}/a/package.json`]: manifest({ name }),
    });
    expect(await drift({ ...files('a', { resolutions: { r: '2' } }, 'm'), ...files('b', {}, 'n') })).toEqual([
      lacks('r', '1'),
      lacks('m', '1'),
    ]);
  });

  it('is judged beside a manifest of a member that cannot be read', async () => {
    const found = await driftIn({
      'package.json': manifest({ workspaces: ['*'], dependencies: { a: '1' } }),
      'yarn.lock': '',
      'a/package.json': '{',
      'b/package.json': '{}',
    });
    expect(found.map(({ path, cannotTell }) => [path, cannotTell])).toEqual([
      ['a/package.json', true],
      ['package.json', undefined],
    ]);
  });
});
