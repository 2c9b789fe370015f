import { describe, expect, it } from '@jest/globals';

import { changed, type Files, missingIn } from './findings-of.ts';
import { goModule } from './go-module.ts';

const DEPENDENT = '{"dependencies": {"ms": "^2.0.0"}}';
const PIP = 'idna==3.10 \\\n    --hash=sha256:aa\n# a comment\nsix==1.17.0 --hash=sha256:bb # why\n';
const PYPROJECT = '[project]\nname = "x"\ndependencies = ["idna"]\n';
const CRATE = '[package]\nname = "x"\n\n[dependencies]\nitoa = "1"\n';
const TERRAFORM = 'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n';
const CHART =
  'apiVersion: v2\nname: x\ndependencies:\n  - name: redis\n    version: 20.x.x\n    repository: https://example.com\n';

describe('a lockfile is missing', () => {
  it.each<readonly [Files, string]>([
    [{ 'a/b/pyproject.toml': PYPROJECT }, 'Run it in a/b.'],
    [{ 'a/b/package.json': DEPENDENT }, ' in a/b and commit'],
  ])('which is made in the folder of its manifest: %j', async (files, where) => {
    const [found] = await missingIn(files);
    expect(found?.remedy.split('a/b')).toHaveLength(2);
    expect(found?.remedy).toContain(where);
  });

  it.each<readonly [string, Files, string]>([
    ['npm', { 'package.json': DEPENDENT }, 'package.json has 1 dependency and no lockfile.'],
    [
      'a suite of tests',
      { 'tests/e2e/package.json': DEPENDENT },
      'package.json has 1 dependency and no lockfile.',
    ],
    ['a project', { 'pyproject.toml': PYPROJECT }, 'pyproject.toml has 1 dependency and no lockfile.'],
    [
      'Poetry',
      { 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3"\nidna = "*"\n' },
      'pyproject.toml has 1 dependency and no lockfile.',
    ],
    [
      'pip, without digests',
      { 'requirements.txt': PIP.replace(' --hash=sha256:bb', '') },
      'requirements.txt has 2 requirements, of which six==1.17.0 has no exact version with a digest, and no lockfile.',
    ],
    [
      'pip, with a range',
      { 'requirements.txt': 'idna==3.* --hash=sha256:aa\n' },
      'requirements.txt has 1 requirement, of which idna==3.* has no exact version with a digest, and no lockfile.',
    ],
    [
      'a Rust program',
      { 'Cargo.toml': CRATE, 'src/main.rs': '' },
      'Cargo.toml has 1 dependency and no lockfile.',
    ],
    [
      'a Rust workspace',
      {
        'Cargo.toml': '[workspace]\nmembers = ["a"]\n[workspace.dependencies]\nitoa = "1"\n',
        'a/Cargo.toml': CRATE,
      },
      'Cargo.toml has a workspace with dependencies and no lockfile.',
    ],
    ['Go', { 'go.mod': goModule['go.mod'] }, 'go.mod has 3 requirements and no lockfile.'],
    [
      'Bundler',
      { Gemfile: "source 'https://rubygems.org'\ngem 'rails'\n" },
      'Gemfile has 1 gem and no lockfile.',
    ],
    [
      'Composer',
      { 'composer.json': '{"require": {"php": "8", "a/b": "1"}}' },
      'composer.json has 1 requirement and no lockfile.',
    ],
    [
      'Terraform',
      { 'versions.tf': TERRAFORM, 'main.tf': 'provider "aws" {\n}\n' },
      'versions.tf has providers and no lockfile.',
    ],
    ['Helm', { 'charts/x/Chart.yaml': CHART }, 'Chart.yaml has 1 dependency and no lockfile.'],
  ])('of %s', async (_, files, message) => {
    expect((await missingIn(files)).map((found) => found.message)).toEqual([message]);
  });

  it('of the root without a folder to go to', async () => {
    expect((await missingIn({ 'pyproject.toml': PYPROJECT })).map(({ remedy }) => remedy)).toEqual([
      'Run `uv lock` (or `poetry lock`, `pdm lock`) and commit the lockfile.',
    ]);
  });

  it('of a workspace once, at its root', async () => {
    const found = await missingIn({
      'package.json': '{"workspaces": ["packages/*"], "devDependencies": {"x": "1"}}',
      'packages/a/package.json': DEPENDENT,
      'packages/b/package.json': DEPENDENT,
    });
    expect(found.map(({ path }) => path)).toEqual(['package.json']);
  });

  it('of what is in a folder of a workspace and no member of it', async () => {
    const files = {
      'package.json': '{"workspaces": ["packages/*", "!packages/b"]}',
      'package-lock.json': '{}',
    };
    const found = await missingIn({
      ...files,
      'packages/a/package.json': DEPENDENT,
      'packages/b/package.json': DEPENDENT,
      'tools/package.json': DEPENDENT,
      'packages/a/deep/package.json': DEPENDENT,
    });
    expect(found.map(({ path }) => path)).toEqual([
      'packages/a/deep/package.json',
      'packages/b/package.json',
      'tools/package.json',
    ]);
  });

  it('whatever the folders are called', async () => {
    const files = {
      'a/package.json/b/package.json': DEPENDENT,
      'workspace of Node a/package.json': DEPENDENT,
    };
    expect((await missingIn(files)).map(({ path }) => path)).toEqual(Object.keys(files));
  });

  it('where the manifest asks for packages', async () => {
    const text = '{"name": "größe 😀", "dependencies": {"ms": "1"}}';
    const [found] = await missingIn({ 'package.json': text });
    expect(text.slice(found!.range!.start, found!.range!.end)).toBe('"dependencies"');
  });
});

describe('no lockfile is missing', () => {
  it.each<readonly [string, Files]>([
    [
      'of a manifest that asks for nothing',
      { 'package.json': '{"name": "x", "peerDependencies": {"y": "1"}}' },
    ],
    [
      'of a copy of another project',
      { 'node_modules/x/package.json': DEPENDENT, 'go/vendor/x/package.json': DEPENDENT },
    ],
    ['of the data of a test of Go', { 'a/testdata/package.json': DEPENDENT }],
    [
      'of a template',
      { 'new/package.json': '{"name": "@a/{{ inputs.name }}", "dependencies": {"ms": "1"}}' },
    ],
    ['of fixtures', { 'a/Fixtures/x/package.json': DEPENDENT, 'test-data/package.json': DEPENDENT }],
    [
      'deep in a folder for tests',
      { 'tests/specs/x/package.json': DEPENDENT, 'a/test/b/c/package.json': '' },
    ],
    ...[
      'package-lock.json',
      'npm-shrinkwrap.json',
      'pnpm-lock.yaml',
      'yarn.lock',
      'bun.lock',
      'bun.lockb',
      'deno.lock',
    ].map((name) => [`beside ${name}`, { 'package.json': DEPENDENT, [name]: '' }] as const),
    [
      'of a member of a pnpm workspace',
      {
        'pnpm-workspace.yaml': "packages:\n  - 'apps/**'\n",
        'pnpm-lock.yaml': '',
        'apps/a/b/package.json': DEPENDENT,
      },
    ],
    ...['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml', 'pylock.dev.toml'].map(
      (name) => [`beside ${name}`, { 'pyproject.toml': PYPROJECT, [name]: '' }] as const,
    ),
    ['beside requirements with digests', { 'pyproject.toml': PYPROJECT, 'requirements.txt': PIP }],
    ['of requirements with digests', { 'requirements.txt': PIP.replaceAll('\n', '\r\n') }],
    ['of requirements of nothing', { 'requirements.txt': '-r other.txt\n-e .\n\n# none\n' }],
    ['of a Rust library', { 'Cargo.toml': CRATE, 'src/lib.rs': '' }],
    [
      'of a Go module that a folder stands for',
      { 'go.mod': 'module x\nrequire y v1.0.0\nreplace y => ../y\n' },
    ],
    ['of a gem', { Gemfile: "gemspec\ngem 'rake'\n", 'x.gemspec': '' }],
    ['of PHP alone', { 'composer.json': '{"require": {"php": ">=8", "ext-json": "*"}}' }],
    ['of a Terraform module that others call', { 'modules/x/versions.tf': TERRAFORM }],
    ['of a chart without dependencies', { 'Chart.yaml': 'name: x\n' }],
    [
      'of a chart with another in it',
      { 'Chart.yaml': 'name: x\ndependencies:\n  - name: y\n    condition: y.on\n' },
    ],
    ['of a chart with a lockfile', { 'Chart.yaml': CHART, 'Chart.lock': '' }],
  ])('%s', async (_, files) => {
    expect(await missingIn(files)).toEqual([]);
  });
});

it('says that it cannot tell of a manifest that cannot be read', async () => {
  expect(await missingIn({ 'package.json': '\ufffd{' })).toMatchObject([
    { path: 'package.json', cannotTell: true },
  ]);
  expect(await missingIn({ 'Chart.yaml': 'a: [' })).toMatchObject([{ path: 'Chart.yaml', cannotTell: true }]);
  const files = { 'package.json': DEPENDENT };
  expect(
    await missingIn(changed(files, 'package.json', '"ms"', `${' '.repeat(1024 ** 2)}"ms"`)),
  ).toMatchObject([{ path: 'package.json', cannotTell: true }]);
});
