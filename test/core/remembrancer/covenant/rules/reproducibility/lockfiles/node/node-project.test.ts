import { describe, expect, it } from '@jest/globals';

import { drift, type Files, missingIn } from '../findings-of.ts';

const DEPENDENT = '{"dependencies": {"ms": "1"}}';
/** The folders of `web/…` that are members of a workspace with these files: a missing lockfile is not told of them. */
const members = async (folders: readonly string[], files: Files): Promise<string[]> => {
  const manifests = folders.map((folder) => [`web/${folder}/package.json`, DEPENDENT]);
  const found = await missingIn({
    'web/package-lock.json': '{}',
    ...files,
    ...(Object.fromEntries(manifests) as Files),
  });
  const missing = found.map(({ path }) => path);
  return folders.filter((folder) => !missing.includes(`web/${folder}/package.json`));
};
const npm = (workspaces: unknown): Files => ({ 'web/package.json': JSON.stringify({ workspaces }) });
const pnpm = (yaml: string): Files => ({ 'web/package.json': '{}', 'web/pnpm-workspace.yaml': yaml });

describe('the members of a workspace', () => {
  it.each<[unknown, readonly string[]]>([
    [['a'], ['a']],
    [['./a/'], ['a']],
    [['p/*//'], ['p/x', 'p/y']],
    [['p/**'], ['p/x', 'p/y', 'p/y/z']],
    [['p/*', '!p/y'], ['p/x']],
    [['p/*', '!*/y'], ['p/x']],
    [
      ['xa', 'a', '!b'],
      ['a', 'xa'],
    ],
    [['p/{x,y}'], ['p/x', 'p/y']],
    [['p/[xy]'], ['p/x', 'p/y']],
    [['p/@(x|y)'], ['p/x', 'p/y']],
    [
      ['p/!(z)', 'a'],
      ['a', 'p/x', 'p/y'],
    ],
    [['p/(x|y)/z'], ['p/y/z']],
    [['{b,x}a'], ['a', 'xa']],
    [['p/{x'], []],
    [{ packages: ['p/*'], nohoist: ['a'] }, ['p/x', 'p/y']],
    [{ packages: 'p/*' }, []],
    [[], []],
    [[1, 'a'], ['a']],
    ['a', []],
  ])('that are named by %j are %j', async (workspaces, expected) => {
    expect(await members(['a', 'p/x', 'p/y', 'p/y/z', 'xa'], npm(workspaces))).toEqual(expected);
  });

  it('may be named by two hundred globs with stars, and taken away by two hundred', async () => {
    const names = Array.from({ length: 199 }, (_, n) => `q${n}/*`);
    const workspaces = [...names, 'p/*', ...names.map((name) => `!${name}`), '!p/y*'];
    expect(await members(['p/x', 'p/y', 'q1/x'], npm(workspaces))).toEqual(['p/x']);
    expect(await drift(npm([...workspaces, 'r/*']))).toEqual([
      'web/package.json cannot be held against a lockfile: web/package.json names its members by more than 200 patterns.',
    ]);
  });

  it.each<[string, readonly string[]]>([
    ['packages: [p/*, "!p/y"]\n', ['p/x']],
    ['onlyBuiltDependencies: [a]\npackages:\n  - p/*\n', ['p/x', 'p/y']],
    ['onlyBuiltDependencies: [a]\n', []],
    ['packages: p/*\n', []],
    ['packages:\n  - a: p/*\n  - [p/y]\n  - p/x\n', ['p/x']],
    ['- p/*\n', []],
    ['', []],
    ['packages: [\n', []],
  ])('that a pnpm-workspace.yaml of %j names are %j', async (yaml, expected) => {
    expect(await members(['a', 'p/x', 'p/y'], pnpm(yaml))).toEqual(expected);
  });

  it.each([
    'onlyBuiltDependencies: [a]\n',
    'packages: a\n',
    'packages: [a: b]\n',
    '- a\n',
    '',
    'packages: [\n',
  ])('are none by a pnpm-workspace.yaml of %j', async (yaml) => {
    expect(await missingIn(pnpm(yaml))).toEqual([]);
    expect(await missingIn(pnpm('packages: [a]\n'))).toHaveLength(1);
  });

  it('are named by both files', async () => {
    const both = { ...npm(['a']), 'web/pnpm-workspace.yaml': 'packages: [p/*]\n' };
    expect(await members(['a', 'p/x', 'xa'], both)).toEqual(['a', 'p/x']);
  });

  it('are not those of another folder of the same name', async () => {
    expect(await missingIn({ ...npm(['p/*']), 'p/x/package.json': DEPENDENT })).toMatchObject([
      { path: 'p/x/package.json' },
      { path: 'web/package.json' },
    ]);
  });

  it('may have a workspace of their own, and are locked at the outer one', async () => {
    const inner = '{"workspaces": ["**"], "dependencies": {"ms": "1"}}';
    expect(
      await missingIn({ ...npm(['*']), 'web/a/package.json': inner, 'web/package-lock.json': '' }),
    ).toEqual([]);
  });
});
