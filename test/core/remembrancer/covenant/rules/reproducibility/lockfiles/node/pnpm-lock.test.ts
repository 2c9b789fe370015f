import { describe, expect, it } from '@jest/globals';

import { drift, driftIn } from '../findings-of.ts';

const ASKS = '{"dependencies": {"ab": "^1"}}';
const of = (manifest: string, lock: string) => drift({ 'package.json': manifest, 'pnpm-lock.yaml': lock });
const AB = '  .:\n    dependencies:\n      ab:\n        specifier: ^1\n';
const lacks = (name: string, section = 'dependencies') =>
  `${name} is in ${section}, and pnpm-lock.yaml does not have it there.`;

describe('pnpm-lock.yaml', () => {
  it('lacks a project that asks for something', async () => {
    const files = {
      'package.json': ASKS,
      'pnpm-workspace.yaml': 'packages: ["*"]\n',
      'a/package.json': '{"devDependencies": {"b": "1"}}',
      'b/package.json': '{"name": "b", "peerDependencies": {"c": "1"}}',
    };
    const lock = "lockfileVersion: '9.0'\n\nimporters:\n  c: {}\n\nsnapshots:\n\n  ab@1.0.0: {}\n";
    expect(await drift({ ...files, 'pnpm-lock.yaml': lock })).toEqual([
      'pnpm-lock.yaml does not have the importer a.',
      'pnpm-lock.yaml does not have the importer ..',
    ]);
  });

  it.each([
    ['has the importers behind what was resolved', `packages:\n\n  ab@1: {}\n\nimporters:\n${AB}`, []],
    ['may have all lines further in', `  importers:\n${AB.replace(/^/gm, '  ')}`, []],
    [
      'has another range',
      `importers:\n${AB.replace('^1', '^2')}`,
      ['ab is in dependencies as "^1", and in pnpm-lock.yaml as "^2".'],
    ],
    [
      'has no range',
      'importers:\n  .:\n    dependencies:\n      ab:\n        version: 1.0.0\n',
      ['ab is in dependencies as "^1", and in pnpm-lock.yaml as "".'],
    ],
    ['has ranges in quotes', `importers:\n${AB.replace('ab', "'ab'").replace('^1', '"^1"')}`, []],
    ['has what it overrides', `overrides:\n  ab: 2\nimporters:\n${AB.replace('^1', '^2')}`, []],
    ['has what it overrides by version', `overrides:\n  ab@1: 2\nimporters:\n${AB.replace('^1', '^2')}`, []],
    [
      'has what it overrides below another',
      `overrides:\n  'cd@1>ab': 2\nimporters:\n${AB.replace('^1', '2')}`,
      [],
    ],
    [
      'overrides another',
      `overrides:\n  abc: 2\n  '@x/ab': 2\n  'ab>cd': 2\nimporters:\n${AB.replace('^1', '2')}`,
      ['ab is in dependencies as "^1", and in pnpm-lock.yaml as "2".'],
    ],
    [
      'overrides what the manifest does not ask for',
      `overrides:\n  cd: 2\nimporters:\n${AB}      cd:\n        specifier: 2\n`,
      ['pnpm-lock.yaml has cd in dependencies, and the manifest does not.'],
    ],
  ])('%s', async (_, lock, expected) => {
    expect(await of(ASKS, lock)).toEqual(expected);
  });

  it('overrides a package of a scope', async () => {
    const lock = (name: string) =>
      `overrides:\n  '${name}': 2\nimporters:\n${AB.replace('ab', "'@x/ab'").replace('^1', '2')}`;
    const asks = ASKS.replace('ab', '@x/ab');
    expect([await of(asks, lock('@x/ab')), await of(asks, lock('@x/ab@1'))]).toEqual([[], []]);
    expect(await of(asks, lock('@y/ab'))).toHaveLength(1);
  });

  it('has peers as dependencies where they are installed, but for those that are asked for otherwise', async () => {
    const manifest = '{"devDependencies": {"dev": "1"}, "peerDependencies": {"dev": "*", "peer": "*"}}';
    const dev = '    devDependencies:\n      dev:\n        specifier: 1\n';
    const lock = (settings: string) => `${settings}importers:\n  .:\n${dev}`;
    expect(await of(manifest, lock(''))).toEqual([]);
    expect(await of(manifest, lock('settings:\n  autoInstallPeers: false\n'))).toEqual([]);
    expect(await of(manifest, lock('settings:\n  autoInstallPeers: true\n'))).toEqual([lacks('peer')]);
    const other = 'settings:\n  autoInstallPeers: true\npatched:\n  autoInstallPeers: false\n';
    expect(await of(manifest, lock(other))).toEqual([lacks('peer')]);
    expect(await of(manifest, lock('settings:\n  excludeLinksFromLockfile: true\n'))).toEqual([]);
  });

  it('has what is asked for twice once', async () => {
    const manifest =
      '{"dependencies": {"one": "1", "two": "1"}, "devDependencies": {"one": "2", "three": "2"}, "optionalDependencies": {"two": "3", "three": "3"}}';
    const entry = (name: string, range: number) => `      ${name}:\n        specifier: ${range}\n`;
    const lock = `importers:\n  .:\n    dependencies:\n${entry('one', 1)}    optionalDependencies:\n${entry('two', 3)}${entry('three', 3)}`;
    expect(await of(manifest, lock)).toEqual([]);
  });

  it('of one project is without it where nothing of it is there', async () => {
    expect(await of(ASKS, "lockfileVersion: '6.0'\n\nsettings:\n  autoInstallPeers: true\n")).toEqual([
      'pnpm-lock.yaml does not have the importer ..',
    ]);
    expect(await of(ASKS, 'dependencies:\n  cd:\n    specifier: 1\n')).toEqual([
      lacks('ab'),
      'pnpm-lock.yaml has cd in dependencies, and the manifest does not.',
    ]);
  });

  it('cannot be told where a program changed the manifests', async () => {
    expect(await driftIn({ 'package.json': ASKS, 'pnpm-lock.yaml': 'pnpmfileChecksum: x\n' })).toMatchObject([
      {
        path: 'pnpm-lock.yaml',
        message:
          'package.json cannot be held against a lockfile: pnpm-lock.yaml was made with a .pnpmfile.cjs, which may change what manifests ask.',
        cannotTell: true,
      },
    ]);
  });
});
