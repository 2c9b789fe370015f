import { describe, expect, it } from '@jest/globals';

import { processorTime } from '../../integrity/processor-time.ts';
import { drift, type Files, missingIn } from './findings-of.ts';

const MANY = 10_000;
const each = <Made>(make: (n: number) => Made): Made[] => Array.from({ length: MANY }, (_, n) => make(n));
const inFolders = (name: string, make: (n: number) => string): Files =>
  Object.fromEntries(each((n) => [`p/${n}/${name}`, make(n)]));
const nodeMembers = inFolders(
  'package.json',
  (n) => `{"name": "p${n}", "version": "1.0.0", "dependencies": {"ms": "1"}}`,
);
const nodeRoot = JSON.stringify({ workspaces: [...each((n) => `p/${n}`), ...each((n) => `!q/${n}`)] });
const locked = (n: number) => `"p/${n}": {"name": "p${n}", "dependencies": {"ms": "1"}}`;
const uvMembers = inFolders('pyproject.toml', (n) => `[project]\nname = "p${n}"\ndependencies = ["b"]\n`);
const crates = inFolders(
  'Cargo.toml',
  (n) => `[package]\nname = "p${n}"\nversion = "1.0.0"\n[dependencies]\nb = "1"\n`,
);

describe('a repository of ten thousand manifests', () => {
  it.each<[string, Files]>([
    [
      'of npm',
      {
        ...nodeMembers,
        'package.json': nodeRoot,
        'package-lock.json': `{"packages": {"": {}, ${each(locked).join()}, ${each((n) => `"gone/${n}": {}`).join()}}}`,
      },
    ],
    [
      'of Bun',
      {
        ...nodeMembers,
        'package.json': nodeRoot,
        'bun.lock': `{"workspaces": {"": {}, ${each(locked).join()}}}`,
      },
    ],
    [
      'of pnpm',
      {
        ...nodeMembers,
        'package.json': '{}',
        'pnpm-workspace.yaml': `packages:\n${each((n) => `  - p/${n}\n`).join('')}`,
        'pnpm-lock.yaml': `importers:\n${each((n) => `  p/${n}:\n    dependencies:\n      ms:\n        specifier: '1'\n`).join('')}`,
      },
    ],
    [
      'of Yarn',
      {
        ...nodeMembers,
        'package.json': nodeRoot,
        'yarn.lock': `__metadata:\n${each((n) => `"p${n}@workspace:p/${n}":\n  dependencies:\n    ms: 1\n`).join('')}`,
      },
    ],
    [
      'of Yarn 1',
      {
        ...nodeMembers,
        'package.json': `{"workspaces": ["p/*"], "resolutions": {${each((n) => `"a${n}": "1"`).join()}}}`,
        'yarn.lock': '',
      },
    ],
    [
      'of uv',
      {
        ...uvMembers,
        'pyproject.toml': `[tool.uv.workspace]\nmembers = ${JSON.stringify(each((n) => `p/${n}`))}\nexclude = ${JSON.stringify(each((n) => `q/${n}`))}\n`,
        'uv.lock': each(
          (n) => `[[package]]\nname = "p${n}"\nversion = "1"\nsource = { virtual = "p/${n}" }\n`,
        ).join(''),
        ...Object.fromEntries(each((n) => [`requirements/${n}.txt`, 'a==1 --hash=sha256:aa\n'])),
      },
    ],
    [
      'of Cargo',
      {
        ...crates,
        'Cargo.toml': `[workspace]\nmembers = ${JSON.stringify(each((n) => `p/${n}`))}\nexclude = ${JSON.stringify(each((n) => `q/${n}`))}\n`,
        'Cargo.lock': each(
          (n) => `[[package]]\nname = "p${n}"\nversion = "1.0.0"\ndependencies = ["b"]\n`,
        ).join(''),
      },
    ],
    [
      'of Go',
      {
        ...inFolders('go.mod', (n) => `module p${n}\nrequire b v1.0.0\n`),
        'go.work': '',
        'go.work.sum': each((n) => `m${n} v1.0.0 h1:aa=\nm${n} v1.0.0/go.mod h1:aa=\n`).join(''),
      },
    ],
    [
      'of Go, each with a workspace',
      { ...inFolders('go.mod', (n) => `module p${n}\n`), ...inFolders('go.work', () => '') },
    ],
    [
      'of Terraform in one folder',
      Object.fromEntries(each((n) => [`${n}.tf`, 'terraform {\n  required_providers {\n  }\n}\n'])),
    ],
    ['of Terraform', inFolders('a.tf', () => 'terraform {\n  required_providers {\n  }\n}\n')],
    ['of Bundler', inFolders('Gemfile', () => "gem 'a'\n")],
    ['of pip', inFolders('requirements.txt', () => 'a\n')],
  ])('%s is looked at in a moment', async (_, files) => {
    const time = await processorTime(async () => {
      await missingIn(files);
      await drift(files);
    });
    expect(time).toBeLessThan(10_000);
  });

  it('in endlessly many folders cannot be told', async () => {
    const path = `${'a/'.repeat(101)}package.json`;
    expect(await drift({ [path]: '{}' })).toEqual([
      `${path} cannot be held against a lockfile: it is in too many folders.`,
    ]);
    expect(await drift({ [path.slice(2)]: '{}' })).toEqual([]);
  });

  it('whose workspace has endless patterns cannot be told', async () => {
    const members = each((n) => `p/${n}*`);
    const found = await drift({
      'package.json': JSON.stringify({ workspaces: members }),
      'p/1/package.json': '{}',
    });
    expect(new Set(found)).toEqual(
      new Set(
        ['p/1/package.json', 'package.json'].map(
          (path) =>
            `${path} cannot be held against a lockfile: package.json names its members by more than 200 patterns.`,
        ),
      ),
    );
  });
});
