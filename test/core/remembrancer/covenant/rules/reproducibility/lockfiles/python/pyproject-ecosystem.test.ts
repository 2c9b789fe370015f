import { describe, expect, it } from '@jest/globals';

import { drift, missingIn } from '../findings-of.ts';
import { placed } from '../placed.ts';

const LOCKED = 'idna==3.10 --hash=sha256:aa\n';
const PROJECT = '[project]\nname = "x"\ndependencies = ["idna"]\n';

const missing = async (files: Readonly<Record<string, string>>) => placed(files, await missingIn(files));

describe('a pyproject.toml without a lockfile', () => {
  it.each<[text: string, what: string]>([
    ['[project]\ndependencies = ["a", "b"]\n', '2 dependencies'],
    ['[project.optional-dependencies]\nx = ["a", "b"]\ny = ["c"]\n', '3 dependencies'],
    ['[dependency-groups]\n# dependencies\ndev = ["a"]\nlint = ["b"]\n', '2 dependencies'],
    ['[tool.uv]\ndev-dependencies = ["a"]\n', '1 dependency'],
    ['[tool.pdm.dev-dependencies]\ntest = ["a", "b"]\n', '2 dependencies'],
    ['[tool.poetry.dependencies]\npython = "^3"\na = "*"\nb = "*"\n', '2 dependencies'],
    ['[tool.poetry.dev-dependencies]\na = "*"\n', '1 dependency'],
    [
      '[tool.poetry.group.x.dependencies]\na = "*"\nb = "*"\n[tool.poetry.group.y.dependencies]\nc = "*"\n',
      '3 dependencies',
    ],
  ])('is told of %j', async (text, what) => {
    const found = await missingIn({ 'pyproject.toml': text });
    expect(found.map(({ message }) => message)).toEqual([`pyproject.toml has ${what} and no lockfile.`]);
  });

  it.each([
    '',
    '[project]\nname = "x"\ndependencies = []\n',
    '[tool.poetry.dependencies]\npython = "^3"\n',
    '[tool.uv.workspace]\nexclude = ["a"]\n',
    '[tool.ruff]\nline-length = 100\n',
  ])('is fine with %j, which asks for nothing', async (text) => {
    expect(await missing({ 'pyproject.toml': text })).toEqual([]);
  });

  it('is told where it asks', async () => {
    expect(await missing({ 'pyproject.toml': PROJECT })).toEqual([
      'pyproject.toml:3 dependencies | pyproject.toml has 1 dependency and no lockfile.',
    ]);
  });

  it.each([
    [
      '[tool.uv.workspace]\nmembers = ["a"]\n',
      'pyproject.toml | pyproject.toml has the packages of a workspace',
    ],
    [
      `${PROJECT}[tool.uv.workspace]\nmembers = ["a"]\n`,
      'pyproject.toml:3 dependencies | pyproject.toml has 1 dependency',
    ],
  ])('is told once for a workspace, at its root %j', async (root, found) => {
    expect(await missing({ 'pyproject.toml': root, 'a/pyproject.toml': PROJECT })).toEqual([
      `${found} and no lockfile.`,
    ]);
  });

  it.each(['a', 'a/', './a', 'a//', '*', '*/'])(
    'is told of a member %s no more than of its root',
    async (glob) => {
      const root = `[tool.uv.workspace]\nmembers = ["${glob}"]\n`;
      expect(await missing({ 'pyproject.toml': root, 'uv.lock': '', 'a/pyproject.toml': PROJECT })).toEqual(
        [],
      );
    },
  );

  it.each(['packages/b', 'packages/b/', './packages/b', 'packages/b*'])(
    'is told of what the workspace excludes as %s',
    async (glob) => {
      const root = `[tool.uv.workspace]\nmembers = ["packages/*"]\nexclude = ["${glob}"]\n`;
      const files = {
        'pyproject.toml': root,
        'uv.lock': '',
        'packages/a/pyproject.toml': PROJECT,
        'packages/b/pyproject.toml': PROJECT,
      };
      expect(await missing(files)).toEqual([
        'packages/b/pyproject.toml:3 dependencies | pyproject.toml has 1 dependency and no lockfile.',
      ]);
    },
  );

  it('is told of a workspace in another one, which is on its own', async () => {
    const files = {
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["a"]\n',
      'uv.lock': '',
      'a/pyproject.toml': '[project]\nname = "a"\n[tool.uv.workspace]\nmembers = ["b"]\n',
    };
    expect(await drift(files)).toEqual([]);
    expect(await missing(files)).toEqual([
      'a/pyproject.toml | pyproject.toml has the packages of a workspace and no lockfile.',
    ]);
  });

  it('is told where another folder has a lockfile', async () => {
    expect(
      await missing({ 'a/pyproject.toml': PROJECT, 'a/pdm.lock': '', 'b/pyproject.toml': PROJECT }),
    ).toEqual(['b/pyproject.toml:3 dependencies | pyproject.toml has 1 dependency and no lockfile.']);
  });
});

describe('a pyproject.toml is locked', () => {
  it.each([
    'pixi.lock',
    'Pipfile.lock',
    'conda-lock.yml',
    'requirements-dev.txt',
    'requirements.lock',
    'constraints.txt',
    'requirements/base.txt',
    'requirements/base.lock',
  ])('by %s', async (name) => {
    expect(await missing({ 'pyproject.toml': PROJECT, [name]: LOCKED })).toEqual([]);
  });

  it.each([
    ['requirements.txt', '# nothing\n'],
    ['requirements-dev.txt', 'idna\n'],
    ['base.txt', LOCKED],
    ['my-requirements.txt', LOCKED],
    ['requirements.in', LOCKED],
    ['constraints.txt.lock', LOCKED],
    ['requirements/base.in', LOCKED],
    ['requirements/base.txt.in', LOCKED],
    ['pinned/base.txt', LOCKED],
    ['pylock.a.b.toml', LOCKED],
    ['my-pylock.toml', LOCKED],
    ['pylock.toml.in', LOCKED],
  ])('not by %s with %j', async (name, text) => {
    expect(await missing({ 'pyproject.toml': PROJECT, [name]: text })).toContain(
      'pyproject.toml:3 dependencies | pyproject.toml has 1 dependency and no lockfile.',
    );
  });
});

describe('a requirements.txt', () => {
  it('is told of where the first of it is open', async () => {
    expect(await missing({ 'requirements.txt': `${LOCKED}six\nidna\n` })).toEqual([
      'requirements.txt:2 six | requirements.txt has 3 requirements, of which six has no exact version with a digest, and no lockfile.',
    ]);
  });

  it.each(['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml', 'pylock.dev.toml'])(
    'is fine beside %s',
    async (name) => {
      expect(await missing({ 'a/requirements.txt': 'six\n', [`a/${name}`]: '' })).toEqual([]);
    },
  );

  it.each([
    'requirements.lock',
    'requirements.txt.lock',
    'requirements_lock.txt',
    'requirements-lock.txt',
    'requirements.lock.txt',
    'requirements.txt.lock.txt',
    'constraints.txt',
  ])('is fine beside %s, whose digests are of the same', async (name) => {
    expect(await missing({ 'a/requirements.txt': 'six\n', [`a/${name}`]: LOCKED })).toEqual([]);
  });

  it.each([
    ['requirements-dev.txt', LOCKED],
    ['requirements-lock-dev.txt', LOCKED],
    ['requirements-dev.lock', LOCKED],
    ['dev-requirements.lock', LOCKED],
    ['requirements.lock.in', LOCKED],
    ['constraints.txt.lock', LOCKED],
    ['constraints-dev.txt', LOCKED],
    ['my-constraints.txt', LOCKED],
    ['requirements/base.txt', LOCKED],
    ['requirements.lock', 'six\n'],
    ['constraints.txt', '# none\n'],
    ['pyproject.toml', ''],
  ])('is told of beside %s with %j, which says nothing of it', async (name, text) => {
    expect(await missing({ 'a/requirements.txt': 'six\n', [`a/${name}`]: text })).toEqual([
      'a/requirements.txt:1 six | requirements.txt has 1 requirement, of which six has no exact version with a digest, and no lockfile.',
    ]);
  });

  it('is told of where it and its pyproject.toml have all digests but one', async () => {
    const files = {
      'pyproject.toml': PROJECT,
      'requirements.txt': LOCKED,
      'requirements-dev.txt': `${LOCKED}six==1.17.0 --hash=sha256:bb\n`,
    };
    expect(await missing(files)).toEqual([]);
    expect(await missing({ ...files, 'requirements.txt': `${LOCKED}requests\n` })).toEqual([
      'requirements.txt:2 requests | requirements.txt has 2 requirements, of which requests has no exact version with a digest, and no lockfile.',
    ]);
  });
});
