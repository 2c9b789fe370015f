import { describe, expect, it } from '@jest/globals';

import { bunLock } from './bun-lock.ts';
import { changed, drift, driftIn, moved } from './findings-of.ts';
import { nodeManifests } from './node-manifests.ts';
import { npmLock } from './npm-lock.ts';
import { pnpmLock } from './pnpm-lock.ts';
import { yarnBerryLock } from './yarn-berry-lock.ts';
import { yarnClassicLock } from './yarn-classic-lock.ts';

const LOCKS = {
  npm: npmLock,
  pnpm: pnpmLock,
  classic: yarnClassicLock,
  berry: yarnBerryLock,
  bun: bunLock,
} as const;
type Tool = keyof typeof LOCKS;

const ROOT = 'package.json';
const A = 'packages/a/package.json';
const B = 'packages/b/package.json';
type Texts = Readonly<Record<string, string>>;

/** What is done to the workspace, and the tools whose strict install (`npm ci`, `--frozen-lockfile`, `--immutable`) then fails. */
const PLANTINGS: Readonly<Record<string, readonly [(files: Texts) => Texts, readonly Tool[]]>> = {
  'a range that the locked version is not in': [
    (files) => changed(files, ROOT, '"ms": "^2.0.0"', '"ms": "^1.0.0"'),
    ['npm', 'pnpm', 'classic', 'berry', 'bun'],
  ],
  'a range that the locked version is in': [
    (files) => changed(files, ROOT, '"ms": "^2.0.0"', '"ms": "^2.1.1"'),
    ['pnpm', 'classic', 'berry'],
  ],
  'an added dependency': [
    (files) => changed(files, ROOT, '"ms":', '"inherits": "^2.0.0", "ms":'),
    ['npm', 'pnpm', 'classic', 'berry', 'bun'],
  ],
  'a removed dependency': [
    (files) => changed(files, ROOT, ',\n    "@sindresorhus/is": "~4.6.0"', ''),
    ['pnpm', 'berry', 'bun'],
  ],
  'a removed optional dependency': [
    (files) => changed(files, ROOT, '"isarray": "2.0.5"', ''),
    ['pnpm', 'berry', 'bun'],
  ],
  'a changed peer': [
    (files) => changed(files, ROOT, '"once": "^1.4.0"', '"once": "^1.3.0"'),
    ['pnpm', 'berry'],
  ],
  'a changed range in a member': [(files) => changed(files, A, '^2.1.0', '^2.1.2'), ['pnpm', 'berry']],
  'a dependency that is added to a member': [
    (files) => changed(files, A, '"ms":', '"inherits": "^2.0.0", "ms":'),
    ['npm', 'pnpm', 'berry', 'bun'],
  ],
  'a renamed member that others ask for': [
    (files) => changed(changed(files, A, '@x/a', '@x/c'), B, '@x/a', '@x/c'),
    ['npm', 'pnpm', 'berry', 'bun'],
  ],
  'a renamed member that none asks for': [
    (files) => changed(files, B, '@x/b', '@x/z'),
    ['npm', 'berry', 'bun'],
  ],
  'a member in another folder': [
    (files) => moved(files, A, 'packages/c/package.json'),
    ['npm', 'pnpm', 'berry', 'bun'],
  ],
  'a new member': [
    (files) => ({
      ...files,
      'packages/d/package.json': '{"name": "@x/d", "dependencies": {"ms": "^2.1.0"}}',
    }),
    ['npm', 'pnpm', 'berry', 'bun'],
  ],
  'a new member that asks for nothing': [
    (files) => ({ ...files, 'packages/d/package.json': '{"name": "@x/d", "version": "1.0.0"}' }),
    ['npm', 'berry', 'bun'],
  ],
  'a member that is gone': [(files) => moved(files, B, 'elsewhere/b.json'), ['berry']],
  'another version of a member': [(files) => changed(files, A, '"1.0.0"', '"1.0.1"'), []],
};

/** Where we say that it is out of step and the tool lets it pass: its next install would change the lockfile. */
const STRICTER: Readonly<Record<string, readonly Tool[]>> = {
  'a range that the locked version is in': ['npm', 'bun'],
  'a removed dependency': ['npm'],
  'a removed optional dependency': ['npm'],
  'a changed peer': ['npm', 'bun'],
  'a changed range in a member': ['npm', 'classic', 'bun'],
  'a dependency that is added to a member': ['classic'],
  'a member that is gone': ['npm', 'bun'],
};

describe.each(Object.keys(LOCKS) as Tool[])('the lockfile of %s', (tool) => {
  const files: Texts = { ...nodeManifests, ...LOCKS[tool] };

  it('is in step as the tool wrote it', async () => {
    expect(await driftIn(files)).toEqual([]);
  });

  it('is in step with the line ends of Windows, and without the last one', async () => {
    const windows = Object.entries(files).map(([path, text]) => [
      path,
      text.trimEnd().replaceAll('\n', '\r\n'),
    ]);
    expect(await driftIn(Object.fromEntries(windows) as Texts)).toEqual([]);
  });

  it.each(Object.keys(PLANTINGS))('is judged as the tool judges it after %s', async (name) => {
    const [plant, fails] = PLANTINGS[name]!;
    const found = await driftIn(plant(files));
    expect(found.length > 0).toBe(fails.includes(tool) || (STRICTER[name] ?? []).includes(tool));
    expect(found.filter(({ cannotTell }) => cannotTell)).toEqual([]);
  });
});

describe('what is said of it', () => {
  const files: Texts = { ...nodeManifests, ...npmLock };

  it('names the package, both ranges, the place and the command', async () => {
    const planted = changed(files, ROOT, '"ms": "^2.0.0"', '"ms": "^3.0.0"');
    const [found] = await driftIn(planted);
    expect(found).toMatchObject({
      path: ROOT,
      message: 'ms is in dependencies as "^3.0.0", and in package-lock.json as "^2.0.0".',
      remedy: 'Run `npm install` and commit package-lock.json.',
    });
    expect(planted[ROOT]!.slice(found!.range!.start, found!.range!.end)).toBe('"ms"');
  });

  it('names the folder in which the command is run', async () => {
    const [found] = await driftIn({
      'web/package.json': '{"dependencies": {"ms": "^2.0.0"}}',
      'web/package-lock.json': '{"packages": {"": {}}}',
    });
    expect(found?.remedy).toBe('Run `npm install` in web and commit web/package-lock.json.');
  });

  it('is a few of many differences, and their number', async () => {
    const dependencies = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`p${n}`, '1']));
    const lock = '{"packages": {"": {}}}';
    const messages = await drift({ [ROOT]: JSON.stringify({ dependencies }), 'package-lock.json': lock });
    expect(messages).toHaveLength(21);
    expect(messages.at(-1)).toBe('package-lock.json differs in 30 more places.');
  });

  it('is that a version is locked which was not asked for', async () => {
    const edited = changed(files, 'package-lock.json', '"version": "2.0.5"', '"version": "2.0.6"');
    expect(await drift(edited)).toEqual([]);
    const direct = changed(files, 'package-lock.json', '"version": "7.0.0"', '"version": "6.0.0"');
    expect(await drift(direct)).toEqual([
      'is-number is in devDependencies as "^7.0.0", and package-lock.json has version 6.0.0.',
    ]);
  });

  it('is nothing of the root where every folder is a member', async () => {
    const lock = '{"packages": {"": {}, "a": {"name": "a"}, "node_modules/a": {"link": true}}}';
    const workspace = { [ROOT]: '{"workspaces": ["*"]}', 'package-lock.json': lock };
    expect(await drift({ ...workspace, 'a/package.json': '{"name": "a"}' })).toEqual([]);
    expect(await drift(workspace)).toEqual([
      'package-lock.json has the workspace member a, which is not there.',
    ]);
  });

  it('is nothing of a folder that a build makes', async () => {
    const built = changed(files, ROOT, '"ms":', '"wasm": "file:packages/a/wasm", "ms":');
    const entries =
      '"node_modules/wasm": {"resolved": "packages/a/wasm", "link": true}, "packages/a/wasm": {}, ';
    const locked = changed(
      built,
      'package-lock.json',
      '"node_modules/@sindresorhus',
      `${entries}"node_modules/@sindresorhus`,
    );
    expect(
      await drift(changed(locked, 'package-lock.json', '"ms":', '"wasm": "file:packages/a/wasm", "ms":')),
    ).toEqual([]);
  });

  it('is nothing of a version that the workspace overrides', async () => {
    const overridden = changed(files, ROOT, '"private":', '"overrides": {"is-number": "6.0.0"}, "private":');
    expect(
      await drift(changed(overridden, 'package-lock.json', '"version": "7.0.0"', '"version": "6.0.0"')),
    ).toEqual([]);
  });

  it('is that a version is lacking in a lockfile of version 1', async () => {
    const lock = '{"lockfileVersion": 1, "dependencies": {"a": {"version": "1.2.3"}}}';
    const of = (dependencies: string) =>
      drift({ [ROOT]: `{"dependencies": ${dependencies}}`, 'package-lock.json': lock });
    expect(await of('{"a": "^1.0.0"}')).toEqual([]);
    expect(await of('{"a": "1.2.4"}')).toEqual([
      'a is in dependencies as "1.2.4", and package-lock.json has version 1.2.3.',
    ]);
    expect(await of('{"b": "1"}')).toEqual([
      'b is in dependencies, and package-lock.json has no version of it.',
    ]);
  });
});

describe('other lockfiles of pnpm', () => {
  const manifest = '{"dependencies": {"a": "^1.0.0"}, "devDependencies": {"b": ">=2 <3"}}';
  const of = (lock: string) => drift({ [ROOT]: manifest, 'pnpm-lock.yaml': lock });

  it('are read of version 5 and 6, with one project at the top', async () => {
    const five = `lockfileVersion: 5.4\n\nspecifiers:\n  a: ^1.0.0\n  b: '>=2 <3'\n\ndependencies:\n  a: 1.0.1\n\ndevDependencies:\n  b: 2.0.0\n\npackages:\n\n  /a/1.0.1:\n    dependencies:\n      c: 1.0.0\n`;
    const six = `lockfileVersion: '6.0'\n\ndependencies:\n  a:\n    specifier: ^1.0.0\n    version: 1.0.1\n\ndevDependencies:\n  b:\n    specifier: '>=2 <3'\n    version: 2.0.0\n\npackages:\n`;
    expect([await of(five), await of(six)]).toEqual([[], []]);
    expect(await of(five.replace('a: ^1.0.0', 'a: ^1.0.1'))).toHaveLength(1);
    expect(await of(six.replace('specifier: ^1.0.0', 'specifier: ^1.0.1'))).toHaveLength(1);
  });

  it('count by the last of their documents', async () => {
    const last = `importers:\n\n  .:\n    dependencies:\n      a:\n        specifier: ^1.0.0\n    devDependencies:\n      b:\n        specifier: '>=2 <3'\n`;
    expect(
      await of(`---\nimporters:\n  .:\n    dependencies:\n      z:\n        specifier: 1.0.0\n---\n${last}`),
    ).toEqual([]);
  });

  it('have what the workspace overrides as it was overridden', async () => {
    const lock = `overrides:\n  x>a@1: 1.0.5\n\nimporters:\n  .:\n    dependencies:\n      a:\n        specifier: 1.0.5\n    devDependencies:\n      b:\n        specifier: '>=2 <3'\n`;
    expect(await of(lock)).toEqual([]);
    expect(await of(lock.replace('x>a@1', 'c'))).toHaveLength(1);
  });

  it('cannot be told when a program changed the manifests', async () => {
    const found = await driftIn({
      [ROOT]: manifest,
      'pnpm-lock.yaml': 'pnpmfileChecksum: x\nimporters:\n  .: {}\n',
    });
    expect(found).toMatchObject([{ path: 'pnpm-lock.yaml', cannotTell: true }]);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['package-lock.json', '{'],
    ['bun.lock', '['],
  ])('is told of %s', async (path, text) => {
    expect(await driftIn({ [ROOT]: '{}', [path]: text })).toMatchObject([{ path, cannotTell: true }]);
  });

  it('is told of the manifest, and of a lockfile that is too large', async () => {
    expect(await driftIn({ [ROOT]: 'x', 'package-lock.json': '{}' })).toMatchObject([
      { path: ROOT, cannotTell: true },
    ]);
    const large = new Uint8Array(20 * 1024 ** 2 + 1);
    expect(await driftIn({ [ROOT]: '{}', 'yarn.lock': large })).toMatchObject([
      { path: 'yarn.lock', cannotTell: true },
    ]);
  });
});
