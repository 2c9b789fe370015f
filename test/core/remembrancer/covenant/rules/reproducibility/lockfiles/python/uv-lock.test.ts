import { describe, expect, it } from '@jest/globals';

import { drift, driftIn } from '../findings-of.ts';
import { placed } from '../placed.ts';

interface Head {
  readonly name?: string;
  readonly version?: string;
}

const head = ({ name = 'x', version = '1.0' }: Head): string => `name = "${name}"\nversion = "${version}"\n`;

const manifestOf = (more: string, of: Head = {}): string => `[project]\n${head(of)}${more}`;

const lockOf = (metadata: string, of: Head = {}): string =>
  `[[package]]\n${head(of)}source = { virtual = "." }\n${metadata}`;

const files = (manifest: string, lock: string) => ({ 'pyproject.toml': manifest, 'uv.lock': lock });

const asked = (list: string, dist: string) =>
  files(manifestOf(`dependencies = [${list}]\n`), lockOf(`[package.metadata]\nrequires-dist = [${dist}]\n`));

describe('what a project asks for, against uv.lock', () => {
  it.each<[name: string, list: string, dist: string]>([
    ['what is no requirement', '"idna", "!!"', '{ name = "idna" }'],
    ['blanks before a name', '" idna"', '{ name = "idna" }'],
    ['an address', '"b @ https://a.example/b.whl"', '{ name = "b", url = "https://a.example/b.whl" }'],
    ['a branch of git', '"b @ git+https://a.example/b"', '{ name = "b", git = "https://a.example/b" }'],
    ['a file', '"b @ file:///b.whl"', '{ name = "b", path = "b.whl" }'],
    ['a folder of a source', '"b>=1"', '{ name = "b", directory = "b" }'],
    ['a package to edit', '"b>=1"', '{ name = "b", editable = "b" }'],
    ['a package that is none', '"b>=1"', '{ name = "b", virtual = "b" }'],
    [
      'one that is from git on some machines',
      '"b>=1"',
      '{ name = "b", git = "https://a.example/b" }, { name = "b", specifier = ">=1" }',
    ],
    [
      'two ranges in another order',
      `"b>=2; python_version>'3'", "b>=1; python_version<'3'"`,
      `{ name = "b", specifier = ">=1" }, { name = "b", specifier = ">=2" }`,
    ],
    ['extras in another order', '"b[y, X_x]"', '{ name = "b", extras = ["x-x", "y"] }'],
  ])('is the same with %s', async (_, list, dist) => {
    expect(await drift(asked(list, dist))).toEqual([]);
  });

  it.each<[list: string, dist: string, found: string]>([
    [
      '"b @ https://a.example/b.whl"',
      '{ name = "b", specifier = ">=1" }',
      'b is asked for as "b @", and in uv.lock as "b>=1".',
    ],
    [
      '"b[y,x]>=2"',
      '{ name = "b", extras = ["x"] }',
      'b is asked for as "b[x,y]>=2", and in uv.lock as "b[x]".',
    ],
    [
      `"b>=2; python_version>'3'", "b>=1; python_version<'3'"`,
      '{ name = "b" }',
      'b is asked for as "b>=1" and "b>=2", and in uv.lock as "b".',
    ],
  ])('differs where %s stands for %s', async (list, dist, found) => {
    expect(await drift(asked(list, dist))).toEqual([found]);
  });

  it('is told where it stands', async () => {
    const tree = files(
      manifestOf('dependencies = [\n  "idna>=3",\n  "six",\n]\n'),
      lockOf('[package.metadata]\nrequires-dist = [{ name = "idna" }]\n'),
    );
    expect(placed(tree, await driftIn(tree))).toEqual([
      'pyproject.toml:5 idna | idna is asked for as "idna>=3", and in uv.lock as "idna".',
      'pyproject.toml:6 six | six is asked for, and uv.lock does not have it.',
    ]);
  });
});

describe('the name and the version of a project, against uv.lock', () => {
  it.each(['2.0', '12.0', '1.12', '1.0.0', '10', '0.1', '1'])('differ with version %s', async (version) => {
    expect(await drift(files(manifestOf('', { version }), lockOf('')))).toEqual([
      `The project has version ${version}, and in uv.lock 1.0.`,
    ]);
  });

  it.each(['v2.0', '2.0rc1', '2.0-1', '02.0', '2.01', '2.'])(
    'are not told apart with version %s, which uv writes in its own way',
    async (version) => {
      expect(await drift(files(manifestOf('', { version }), lockOf('')))).toEqual([]);
    },
  );

  it('are told where they stand', async () => {
    const tool = '[tool.a]\nname = "a"\nversion = "3"\n\n';
    const version = files(`${tool}${manifestOf('', { version: '2.0' })}`, lockOf(''));
    expect(placed(version, await driftIn(version))).toEqual([
      'pyproject.toml:7 version | The project has version 2.0, and in uv.lock 1.0.',
    ]);
    const name = files(`${tool}${manifestOf('', { name: 'y' })}`, lockOf(''));
    expect(placed(name, await driftIn(name))).toEqual([
      'pyproject.toml:6 name | The project is called y, and in uv.lock x.',
    ]);
  });

  it('are nothing where one side has none', async () => {
    const bare = '[[package]]\nname = "x"\nsource = { virtual = "." }\n';
    expect(await drift(files('[project]\nname = "x"\ndynamic = ["version"]\n', lockOf('')))).toEqual([]);
    expect(await drift(files(manifestOf(''), bare))).toEqual([]);
    expect(await drift(files('[project]\n', '[[package]]\nsource = { virtual = "." }\n'))).toEqual([]);
  });
});

describe('the groups of a project, against uv.lock', () => {
  it.each<[name: string, groups: string, recorded: string, found: readonly string[]]>([
    ['alike', '[dependency-groups]\nA_a = ["six"]\n', 'a-a = [{ name = "six" }]\n', []],
    ['that are development', '[tool.uv]\ndev-dependencies = ["six"]\n', 'dev = [{ name = "six" }]\n', []],
    [
      'that are development in both ways',
      '[dependency-groups]\ndev = ["idna"]\nlint = ["ruff"]\n[tool.uv]\ndev-dependencies = ["six"]\n',
      'dev = [{ name = "idna" }, { name = "six" }]\nlint = [{ name = "ruff" }]\n',
      [],
    ],
    [
      'that are development and not locked',
      '[tool.uv]\ndev-dependencies = ["six"]\n',
      '',
      ['six is asked for, and uv.lock does not have it of group dev.'],
    ],
    [
      'that are gone',
      '',
      'lint = [{ name = "six" }]\n',
      ['uv.lock has six of group lint, which is not asked for.'],
    ],
    [
      'that include each other',
      '[dependency-groups]\na = ["six", { include-group = "b" }]\nb = ["idna", { include-group = "a" }]\n',
      'a = [{ name = "idna" }, { name = "six" }]\nb = [{ name = "idna" }, { name = "six" }]\n',
      [],
    ],
    [
      'with another range',
      '[dependency-groups]\na = ["six>=1"]\n',
      'a = [{ name = "six" }]\n',
      ['six of group a is asked for as "six>=1", and in uv.lock as "six".'],
    ],
  ])('%s', async (_, groups, recorded, found) => {
    const lock = lockOf(`[package.metadata.requires-dev]\n${recorded}`);
    expect(await drift(files(manifestOf(groups), lock))).toEqual(found);
  });

  it('cannot be told when there are more than a hundred', async () => {
    const groups = (count: number): string =>
      `[dependency-groups]\n${Array.from({ length: count }, (_, n) => `g${n} = []\n`).join('')}`;
    expect(await drift(files(manifestOf(groups(100)), lockOf('')))).toEqual([]);
    expect(await driftIn(files(manifestOf(groups(101)), lockOf('')))).toMatchObject([
      {
        message:
          'pyproject.toml cannot be held against a lockfile: pyproject.toml has more than 100 groups of dependencies.',
        cannotTell: true,
      },
    ]);
  });
});

describe('a project and uv.lock', () => {
  it.each([
    ['dependencies', true],
    ['optional-dependencies', true],
    ['version', false],
    ['dependencies-of-mine', false],
  ])('of which a build makes %s cannot be told: %s', async (field, cannotTell) => {
    const found = await driftIn(files(manifestOf(`dynamic = ["${field}"]\n`), lockOf('')));
    expect(found.map(({ message }) => message)).toEqual(
      cannotTell
        ? [
            'pyproject.toml cannot be held against a lockfile: pyproject.toml has its dependencies made by its build.',
          ]
        : [],
    );
  });

  it('differ when it has no project there', async () => {
    expect(await drift(files(manifestOf(''), 'version = 1\n'))).toEqual([
      'uv.lock does not have the project ..',
    ]);
  });

  it('are not compared where the root of a workspace is no project', async () => {
    expect(await drift(files('[tool.uv.workspace]\nmembers = ["a"]\n', 'version = 1\n'))).toEqual([]);
  });

  it('are compared by the first of two packages in its folder', async () => {
    const other = lockOf('', { name: 'y' });
    expect(await drift(files(manifestOf(''), `${lockOf('')}\n${other}`))).toEqual([]);
    expect(await drift(files(manifestOf(''), `${other}\n${lockOf('')}`))).toEqual([
      'The project is called x, and in uv.lock y.',
    ]);
  });

  it('are compared in each folder that has both', async () => {
    const of = (folder: string, name: string) => ({
      [`${folder}/pyproject.toml`]: manifestOf('', { name }),
      [`${folder}/uv.lock`]: lockOf('', { name }),
    });
    expect(await drift({ ...of('a', 'x'), ...of('b', 'y') })).toEqual([]);
  });
});
