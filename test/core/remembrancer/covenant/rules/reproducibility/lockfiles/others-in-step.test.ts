import { describe, expect, it } from '@jest/globals';

import { cargoWorkspace } from './cargo-workspace.ts';
import { changed, drift, driftIn, moved } from './findings-of.ts';
import { goModule } from './go-module.ts';
import { uvWorkspace } from './uv-workspace.ts';

type Texts = Readonly<Record<string, string>>;
type Case = readonly [name: string, plant: (files: Texts) => Texts, found: readonly string[]];

const APP = 'app/Cargo.toml';
const CORE = 'core/Cargo.toml';
const PY = 'pyproject.toml';
const MEMBER = 'packages/a/pyproject.toml';

/** What `cargo metadata --locked` accepts is without findings, what it refuses has some. */
const CARGO: readonly Case[] = [
  ['nothing', (files) => files, []],
  ['a range with the locked version', (files) => changed(files, APP, '1.0.1', '1.0.2'), []],
  ['another name of a dependency', (files) => changed(files, CORE, 'cfg = {', 'conf = {'), []],
  ['an exact range', (files) => changed(files, CORE, 'ryu = "1"', 'ryu = "=1.0.23"'), []],
  ['a range with a tilde', (files) => changed(files, CORE, 'ryu = "1"', 'ryu = "~1.0.3"'), []],
  [
    'a range without the locked version',
    (files) => changed(files, APP, '1.0.1', '0.4'),
    ['itoa is asked for as "0.4", and Cargo.lock has version 1.0.18.'],
  ],
  [
    'such a range in the workspace',
    (files) => changed(files, 'Cargo.toml', 'itoa = "1.0"', 'itoa = "0.4"'),
    ['itoa is asked for as "0.4", and Cargo.lock has version 1.0.18.'],
  ],
  [
    'another exact range',
    (files) => changed(files, CORE, 'ryu = "1"', 'ryu = "=1.0.5"'),
    ['ryu is asked for as "=1.0.5", and Cargo.lock has version 1.0.23.'],
  ],
  [
    'an added dependency',
    (files) => changed(files, APP, 'itoa =', 'memchr = "2"\nitoa ='),
    ['memchr is asked for, and Cargo.lock does not have it of x-app.'],
  ],
  [
    'a removed dependency',
    (files) => changed(files, APP, 'itoa = "1.0.1"', ''),
    ['Cargo.lock has itoa of x-app, which is not asked for.'],
  ],
  [
    'a removed dependency of one platform',
    (files) => changed(files, CORE, 'memchr = { version = "2", optional = true }', ''),
    ['Cargo.lock has memchr of x-core, which is not asked for.'],
  ],
  [
    'another version of a member',
    (files) => changed(files, APP, '0.1.0', '0.2.0'),
    ['x-app has version 0.2.0, and in Cargo.lock 0.1.0.'],
  ],
  [
    'another version of the workspace',
    (files) => changed(files, 'Cargo.toml', '0.3.0', '0.3.1'),
    ['x-core has version 0.3.1, and in Cargo.lock 0.3.0.'],
  ],
  [
    'a renamed member',
    (files) => changed(files, APP, 'x-app', 'y-app'),
    ['Cargo.lock does not have the package y-app.'],
  ],
];

/** What `go build -mod=readonly` accepts is without findings, what it refuses has some. */
const GO: readonly Case[] = [
  ['nothing', (files) => files, []],
  [
    'another version',
    (files) => changed(files, 'go.mod', 'v1.5.2', 'v1.5.1'),
    ['rsc.io/quote v1.5.1 is required, and go.sum does not have its digest.'],
  ],
  [
    'a digest that is gone',
    (files) => changed(files, 'go.sum', 'rsc.io/quote v1.5.2 h1:', 'rsc.io/quote v1.5.0 h1:'),
    ['rsc.io/quote v1.5.2 is required, and go.sum does not have its digest.'],
  ],
  [
    'the digest of a go.mod that is gone',
    (files) => changed(files, 'go.sum', 'rsc.io/sampler v1.3.0/go.mod', 'rsc.io/sampler v1.2.0/go.mod'),
    ['rsc.io/sampler v1.3.0 is required, and go.sum does not have the digest of its go.mod.'],
  ],
  [
    'a version in the place of another',
    (files) => ({
      ...files,
      'go.mod': `${files['go.mod'] ?? ''}\nreplace rsc.io/quote => rsc.io/quote v1.5.1\n`,
    }),
    ['rsc.io/quote v1.5.1 is required, and go.sum does not have its digest.'],
  ],
  [
    'a folder in the place of a module',
    (files) => ({
      ...changed(files, 'go.sum', 'rsc.io/quote v1.5.2 h1:', 'x'),
      'go.mod': `${files['go.mod'] ?? ''}\nreplace (\n\trsc.io/quote v1.5.2 => ./q // ours\n)\n`,
    }),
    [],
  ],
  [
    'a module of the same workspace',
    (files) => ({
      ...changed(
        files,
        'go.mod',
        'require rsc.io/quote v1.5.2',
        'require rsc.io/quote v1.5.2\nrequire example.com/y v0.1.0',
      ),
      'go.work': 'go 1.24\nuse (\n\t.\n\t./y\n)\n',
      'y/go.mod': 'module example.com/y\n',
    }),
    [],
  ],
];

/** What `uv lock --check` accepts is without findings, what it refuses has some. */
const UV: readonly Case[] = [
  ['nothing', (files) => files, []],
  ['another order in a range', (files) => changed(files, PY, 'idna >= 3, <4', 'idna<4,>=3'), []],
  ['the same name written otherwise', (files) => changed(files, PY, 'Root_Project', 'root.project'), []],
  [
    'another range',
    (files) => changed(files, PY, 'idna >= 3, <4', 'idna >= 3.1, <4'),
    ['idna is asked for as "idna<4,>=3.1", and in uv.lock as "idna<4,>=3".'],
  ],
  [
    'an added requirement',
    (files) => changed(files, PY, '"iniconfig"]', '"iniconfig", "six"]'),
    ['six is asked for, and uv.lock does not have it.'],
  ],
  [
    'a removed requirement',
    (files) => changed(files, PY, ', "iniconfig"', ''),
    ['uv.lock has iniconfig, which is not asked for.'],
  ],
  [
    'another range of an extra',
    (files) => changed(files, PY, 'click>=8', 'click>=8.1'),
    ['click is asked for as "click>=8.1", and in uv.lock as "click>=8".'],
  ],
  [
    'a requirement without its extra',
    (files) => changed(files, PY, 'requests[socks]', 'requests'),
    ['requests is asked for as "requests>=2", and in uv.lock as "requests[socks]>=2".'],
  ],
  [
    'a group that is not included any more',
    (files) => changed(files, PY, ', {include-group = "lint"}', ''),
    ['uv.lock has six of group dev, which is not asked for.'],
  ],
  [
    'another name',
    (files) => changed(files, PY, 'Root_Project', 'other'),
    ['The project is called other, and in uv.lock root-project.'],
  ],
  [
    'another version',
    (files) => changed(files, PY, '0.1.0', '0.2.0'),
    ['The project has version 0.2.0, and in uv.lock 0.1.0.'],
  ],
  [
    'another range in a member',
    (files) => changed(files, MEMBER, 'idna>=3', 'idna>=3.2'),
    ['idna is asked for as "idna>=3.2", and in uv.lock as "idna>=3".'],
  ],
  [
    'a member in another folder',
    (files) => moved(files, MEMBER, 'packages/c/pyproject.toml'),
    ['uv.lock does not have the project packages/c.'],
  ],
];

const poetry = (hash: string, requirement = 'idna>=3') => ({
  [PY]: `[project]
name = "x"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = ["${requirement}"]

[dependency-groups]
dev = ["iniconfig>=1; python_version > '3.10'"]

[tool.poetry]
package-mode = false
`,
  'poetry.lock': `package = []\n\n[metadata]\nlock-version = "2.1"\ncontent-hash = "${hash}"\n`,
});

describe.each([
  ['Cargo', cargoWorkspace, CARGO],
  ['Go', goModule, GO],
  ['uv', uvWorkspace, UV],
] as const)('the lockfile of %s', (_, files, cases) => {
  it.each(cases)('is judged as the tool judges it after %s', async (_name, plant, found) => {
    expect(await drift(plant(files))).toEqual(found);
  });

  it('is in step with the line ends of Windows', async () => {
    const windows = Object.entries<string>(files).map(([path, text]) => [
      path,
      text.replaceAll('\n', '\r\n'),
    ]);
    expect(await drift(Object.fromEntries(windows) as Texts)).toEqual([]);
  });
});

describe('the lockfile of Poetry', () => {
  it('is in step by the digest that Poetry 2.5 makes of it', async () => {
    expect(await drift(poetry('951e3d2b6e698e7f02ac6295ca7e07e0b8b45cf7e3dec8cbc039269eaaaf72d7'))).toEqual(
      [],
    );
  });

  it('is not after a change of what is asked for', async () => {
    const files = poetry('951e3d2b6e698e7f02ac6295ca7e07e0b8b45cf7e3dec8cbc039269eaaaf72d7', 'idna>=3.1');
    expect(await drift(files)).toEqual([
      'What the manifest asks for has changed since poetry.lock was made.',
    ]);
  });

  it('cannot be told without a digest', async () => {
    const files = { ...poetry(''), 'poetry.lock': '[metadata]\n' };
    expect(await driftIn(files)).toMatchObject([{ path: 'poetry.lock', cannotTell: true }]);
  });
});

describe('the lockfile of Composer', () => {
  const manifest =
    '{"require": {"php": ">=8", "a/b": "^1.0"}, "extra": {"ü/\\u007f": {}, "n": [1, true, null]}}';
  const lock = (hash: string) => `{"content-hash": "${hash}", "packages": [{"name": "a/b"}]}`;

  it('is in step by the MD5 of what PHP writes of the manifest', async () => {
    // md5 of {"extra":{"\u00fc\/<DEL>":[],"n":[1,true,null]},"require":{"php":">=8","a\/b":"^1.0"}}
    const files = { 'composer.json': manifest, 'composer.lock': lock('c8aeaf65c9312d84855bbe2ebf9e6eb8') };
    expect(await drift(files)).toEqual([]);
    expect(await drift(changed(files, 'composer.json', '^1.0', '^1.1'))).toEqual([
      'What the manifest asks for has changed since composer.lock was made.',
    ]);
    expect(await drift(changed(files, 'composer.json', 'a/b', 'a/c'))).toEqual([
      'a/c is in require, and composer.lock has no version of it.',
    ]);
  });

  it('cannot be told where PHP writes numbers in its own way', async () => {
    const files = { 'composer.json': '{"extra": {"a": 1.5}}', 'composer.lock': lock('') };
    expect(await driftIn(files)).toMatchObject([{ path: 'composer.lock', cannotTell: true }]);
  });
});

it('says that it cannot tell of TOML that is none, and of dependencies that are made by a build', async () => {
  expect(await driftIn({ 'Cargo.toml': '[', 'Cargo.lock': '' })).toMatchObject([
    { path: 'Cargo.toml', cannotTell: true },
  ]);
  const dynamic = changed(
    uvWorkspace,
    PY,
    'version = "0.1.0"',
    'version = "0.1.0"\ndynamic = ["dependencies"]',
  );
  expect(await driftIn(dynamic)).toMatchObject([{ path: PY, cannotTell: true }]);
});

it('takes what several groups of uv ask for alike as asked for once', async () => {
  const twice = changed(
    uvWorkspace,
    'pyproject.toml',
    'dev = ["typing_extensions>=4", ',
    'dev = ["typing_extensions>=4", "six", ',
  );
  expect(await drift(twice)).toEqual([]);
});

it('takes a package that is no member by name for no part of the workspace', async () => {
  const ownLock = 'version = 4\n\n[[package]]\nname = "x"\nversion = "0.1.0"\n';
  const crate = '[package]\nname = "x"\nversion = "0.1.0"\n';
  expect(
    await drift({ ...cargoWorkspace, 'data/x/Cargo.toml': crate, 'data/x/Cargo.lock': ownLock }),
  ).toEqual([]);
  expect(await drift({ ...cargoWorkspace, 'data/x/Cargo.toml': crate })).toEqual([]);
});

it('compares a member below a folder for tests with the lockfile of its workspace, and passes over data there', async () => {
  const crate = '[package]\nname = "x"\nversion = "0.1.0"\n';
  const stale = {
    'package.json': '{"dependencies": {"a": "1"}}',
    'package-lock.json': '{"lockfileVersion": 3, "packages": {"": {}}}',
  };
  expect(await drift(stale)).not.toEqual([]);
  const below = Object.fromEntries(
    Object.entries(stale).map(([path, text]) => [`tests/specs/a/${path}`, text]),
  );
  expect(
    await drift({
      ...below,
      'tests/specs/b/package.json': '{',
      ...changed(cargoWorkspace, 'Cargo.toml', '"app"', '"app", "tests/util/*"'),
      'tests/util/x/Cargo.toml': crate,
    }),
  ).toEqual(['Cargo.lock does not have the package x.']);
});
