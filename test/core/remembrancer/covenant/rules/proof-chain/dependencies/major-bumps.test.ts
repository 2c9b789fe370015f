import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  isManifest,
  majorBumps,
} from '../../../../../../../core/remembrancer/covenant/rules/proof-chain/dependencies/major-bumps.ts';
import { processorTime } from '../../integrity/processor-time.ts';

const bumps = (path: string, before: string, after: string) =>
  majorBumps(path, before, after)?.map(({ name, from, to, at }) => [name, from, to, lineOf(after, at)]);

const lineOf = (text: string, at: number) => text.slice(0, at).split('\n').length;

describe('major bumps', () => {
  it('of package.json are those of its users', () => {
    const manifest = (version: string) =>
      JSON.stringify(
        {
          description: 'dependencies',
          devDependencies: { jest: version },
          dependencies: { express: version, '@a/b': version },
          peerDependencies: { react: version },
          optionalDependencies: { fsevents: version },
          overrides: { x: version },
        },
        null,
        2,
      );
    expect(bumps('web/package.json', manifest('^1.2.3'), manifest('2.0.0'))).toEqual([
      ['express', '1', '2', 7],
      ['@a/b', '1', '2', 8],
      ['react', '1', '2', 11],
      ['fsevents', '1', '2', 14],
    ]);
  });

  it('of package.json stand where their section has them, in the order of the text', () => {
    const manifest = (version: string) => `{
  "peerDependencies": { "react": "${version}" },
  "devDependencies": { "express": "${version}" },
  "dependencies": {
    "zod": "${version}",
    "express" : "${version}"
  },
  "overrides": { "express": "${version}" }
}`;
    expect(bumps('package.json', manifest('1'), manifest('2'))).toEqual([
      ['react', '1', '2', 2],
      ['zod', '1', '2', 5],
      ['express', '1', '2', 6],
    ]);
    const named = (version: string) =>
      `{ "keywords": ["dependencies", "express"],\n"dependencies": { "express": "${version}" } }`;
    expect(bumps('package.json', named('1'), named('2'))).toEqual([['express', '1', '2', 2]]);
  });

  it('of what is declared twice are those of the first that names a version', () => {
    const manifest = (first: string, second: string) =>
      JSON.stringify({ dependencies: { a: first }, peerDependencies: { a: second } });
    const look = (first: readonly [string, string], second: readonly [string, string]) =>
      bumps('package.json', manifest(first[0], second[0]), manifest(first[1], second[1]));
    expect(look(['1', '2'], ['9', '9'])).toEqual([['a', '1', '2', 1]]);
    expect(look(['latest', 'latest'], ['1', '2'])).toEqual([['a', '1', '2', 1]]);
  });

  it('of Cargo.toml are those of packages, workspaces and targets', () => {
    const manifest = (version: string) => `
[package]
version = "${version}"
[dependencies]
serde = "${version}"
tokio = { features = ["full"], version = "${version}" } # at last
local = { path = "../local" }
[dependencies.clap]
version = "${version}"
[dev-dependencies]
proptest = "${version}"
[build-dependencies]
cc = "${version}"
[workspace.dependencies]
"rand" = "${version}"
[target.'cfg(unix)'.dependencies]
libc = "${version}"
`;
    expect(bumps('Cargo.toml', manifest('0.3.1'), manifest('0.4'))).toEqual([
      ['serde', '0.3', '0.4', 5],
      ['tokio', '0.3', '0.4', 6],
      ['clap', '0.3', '0.4', 8],
      ['rand', '0.3', '0.4', 15],
      ['libc', '0.3', '0.4', 17],
    ]);
  });

  it('of Cargo.toml stand where a dependency is first, but for comments', () => {
    const manifest = (version: string) => `# serde = "1" was tried, as was S.
[dependencies]
serde = "${version}"
S = "${version}"
[dev-dependencies]
serde = "${version}"
`;
    expect(bumps('Cargo.toml', manifest('1'), manifest('2'))).toEqual([
      ['serde', '1', '2', 3],
      ['S', '1', '2', 4],
    ]);
  });

  it('of go.mod are told by the version and by the path', () => {
    const before = `module example.com/shop
go 1.26
require gopkg.in/yaml.v2 v2.4.0
require (
	github.com/a/b v1.2.3
	github.com/c/d v0.3.0 // indirect
	github.com/e/f v2.0.0+incompatible
)
exclude (
	github.com/x/y v1.0.0
)
`;
    const after = before
      .replace('yaml.v2 v2.4.0', 'yaml.v3 v3.0.1')
      .replace('a/b v1.2.3', 'a/b/v2 v2.0.0')
      .replace('v0.3.0', 'v0.4.0')
      .replace('v2.0.0+', 'v3.0.0+')
      .replace('x/y v1', 'x/y v2')
      .replaceAll('\n', '\r\n');
    expect(bumps('go.mod', before, after)).toEqual([
      ['gopkg.in/yaml', '2', '3', 3],
      ['github.com/a/b', '1', '2', 5],
      ['github.com/e/f', '2', '3', 7],
    ]);
    const places = majorBumps('go.mod', before, after)?.map(({ at }) => after.slice(at, at + 12));
    expect(places).toEqual(['require gopk', 'github.com/a', 'github.com/e']);
  });

  it('of go.mod are those of what it requires, and not of what stands beside or of comments', () => {
    const manifest = (major: number) => `module example.com/shop
retract v${major}.0.0 // what we require of it
require( // all of them
	// v${major} of everything (at last)

	example.com/v2ray/core v${major}.0.0 // see why (below)
	example.com/tools/v1${major} v1${major}.0.0
	// example.com/gone v${major}.0.0
	example.com/early  v0.${major}.0
) // that is all
require  example.com/wide v${major}.0.0
retract v${major}.1.0
`;
    expect(bumps('go.mod', manifest(3), manifest(4))).toEqual([
      ['example.com/v2ray/core', '3', '4', 6],
      ['example.com/tools', '13', '14', 7],
      ['example.com/early', '0.3', '0.4', 9],
      ['example.com/wide', '3', '4', 11],
    ]);
  });

  it('of go.mod are found however long a line is', () => {
    const manifest = (major: number) => `require a v${major}.0.0 // ${'x'.repeat(2000)}\u2028`;
    expect(bumps('go.mod', manifest(3), manifest(4))).toEqual([['a', '3', '4', 1]]);
  });

  it('of pyproject.toml are those of the project and of Poetry', () => {
    const manifest = (version: number) => `
[project]
requires-python = ">=3.${version}"
dependencies = [
  "Django>=${version}.2,<${version + 1}", # the "site"
  "uvicorn[standard] ~= ${version}.1; python_version > '3.9'",
  'zope_interface == ${version}',
  "local @ file:///x${version}",
  "bare",
]
[project.optional-dependencies]
test = ["pytest>=${version}"]
[tool.poetry.dependencies]
python = "^${version}.9"
httpx = { version = "^${version}.1", extras = ["http2"] }
local = { path = "../x${version}" }
rich = "^${version}.1"
`;
    expect(bumps('pyproject.toml', manifest(3), manifest(4))).toEqual([
      ['django', '3', '4', 5],
      ['uvicorn', '3', '4', 6],
      ['zope-interface', '3', '4', 7],
      ['httpx', '3', '4', 15],
      ['rich', '3', '4', 17],
    ]);
  });

  it('of pyproject.toml know a name in each of its spellings, and stand where it is', () => {
    const manifest = (name: string, version: number) =>
      `[project]\nname = "x"\ndependencies = ["${name}>=${version}"]\n`;
    const before = manifest('Zope_.Interface', 3);
    expect(bumps('pyproject.toml', before, manifest('zope.interface', 4))).toEqual([
      ['zope-interface', '3', '4', 3],
    ]);
  });

  it.each([
    ['"h2[http2]>=3.1"', '"h2[http2]>=4.1"', ['h2']],
    ['"-zope>=3"', '"-zope>=4"', []],
    ['""', '">=4"', []],
    ['3, { a = 3 }', '4, { a = 4 }', []],
  ])('go in a list from %s to %s by %j', (from, to, expected) => {
    const manifest = (each: string) => `[project]\ndependencies = [${each}]\n`;
    const found = majorBumps('pyproject.toml', manifest(from), manifest(to)) ?? [];
    expect(found.map(({ name }) => name)).toEqual(expected);
  });

  it.each([
    ['^1.2.3', '^1.9.0', []],
    ['^17 || ^18', '^18 || ^19', ['18', '19']],
    ['^17', '^17 || ^18', ['17', '18']],
    ['>=1.2 <2', '>=2 <3', ['1', '2']],
    ['<2 >=1', '<3 >=2', ['1', '2']],
    ['!=1.5, >=1', '!=1.5, >=2', ['1', '2']],
    ['1.x', '2.x', ['1', '2']],
    ['~0.3.1', '~0.3.9', []],
    ['~0.3.1', '~0.4.0', ['0.3', '0.4']],
    ['~0.10.1', '~0.11.0', ['0.10', '0.11']],
    ['<=2.1.5-rc.1 >=1.0', '<=3.1.5-rc.1 >=2.0', ['1', '2']],
    ['0.9.0', '1.0.0', ['0.9', '1']],
    ['2.0.0', '1.0.0', ['2', '1']],
    ['~0.3 || ~0.4', '~0.5 || ~0.4', ['0.4', '0.5']],
    [`1-${'a'.repeat(198)}`, `2-${'a'.repeat(198)}`, ['1', '2']],
    [`1-${'a'.repeat(199)}`, `2-${'a'.repeat(199)}`, []],
    ['npm:other@^1.0.0', 'npm:other@^2.0.0', ['1', '2']],
    ['*', '2.0.0', []],
    ['latest', 'next-2', []],
    [' next-1', ' next-2', []],
    ['>npm:other@1', '>npm:other@2', []],
    ['workspace:^1.0.0', 'workspace:^2.0.0', []],
    ['github:a/b#v1', 'github:a/b#v2', []],
    ['file:../v1', 'file:../v2', []],
    ['', '2', []],
  ])('go from %j to %j by %j', (from, to, expected) => {
    const manifest = (version: string) => JSON.stringify({ dependencies: { a: version } });
    const found = majorBumps('package.json', manifest(from), manifest(to)) ?? [];
    expect(found.flatMap((bump) => [bump.from, bump.to])).toEqual(expected);
  });

  it('are none where a dependency comes or goes', () => {
    const one = '{"dependencies":{"a":"1"}}';
    expect(majorBumps('package.json', one, '{"dependencies":{"b":"2"}}')).toEqual([]);
    expect(majorBumps('package.json', one, '{"dependencies":[]}')).toEqual([]);
    expect(majorBumps('package.json', 'null', one)).toEqual([]);
    expect(majorBumps('package.json', '{"dependencies":{"a":1}}', one)).toEqual([]);
  });

  it('cannot be told of what cannot be understood', () => {
    expect(majorBumps('package.json', '{', '{}')).toBeUndefined();
    expect(majorBumps('Cargo.toml', '', '[x')).toBeUndefined();
    expect(majorBumps('pyproject.toml', '', 'a = = b')).toBeUndefined();
    expect(majorBumps('README.md', '', '')).toBeUndefined();
  });

  it('are looked for in manifests alone', () => {
    expect(['go.mod', 'a/package.json'].map(isManifest)).toEqual([true, true]);
    expect(['my-package.json', 'package.json5', 'package-lock.json'].map(isManifest)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('are never told of a text and itself, nor break on any text', () => {
    const path = fc.constantFrom('package.json', 'Cargo.toml', 'go.mod', 'pyproject.toml');
    fc.assert(
      fc.property(path, fc.string(), fc.json(), (name, text, json) => {
        for (const each of [text, json]) expect(majorBumps(name, each, each) ?? []).toEqual([]);
      }),
    );
  });

  it('take a moment of a line of a megabyte', async () => {
    const time = await processorTime(() => {
      for (const part of ['"', '\\"', 'require ', 'a v1 ', 'a v1\u2028', '[', '1 ', 'a.']) {
        const text = part.repeat(Math.ceil((1 << 20) / part.length));
        const inside = JSON.stringify({ dependencies: { a: text } });
        for (const name of ['package.json', 'Cargo.toml', 'go.mod', 'pyproject.toml']) {
          majorBumps(name, text, text);
          majorBumps(name, inside, inside);
        }
      }
      return Promise.resolve();
    });
    expect(time).toBeLessThan(5000);
  });
});
