import { describe, expect, it } from '@jest/globals';

import { FileText } from '../../../../../../../../core/remembrancer/covenant/file-text.ts';
import { yarnEntries } from '../../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/node/yarn-entries.ts';

const read = (text: string) =>
  yarnEntries(
    new FileText({ path: 'yarn.lock', kind: 'file', size: 0, id: '' }, new TextEncoder().encode(text)),
  );
const keys = (text: string) => [...read(text).keys];
const workspaces = (text: string) => Object.fromEntries(read(text).workspaces);

describe('the entries of yarn.lock', () => {
  it.each([
    ['a@^1:\n', ['a@^1']],
    ['"a@^1":\n', ['a@^1']],
    ['a@^1, a@^2:\n', ['a@^1', 'a@^2']],
    ['a@^1, "b@>=1 <2":\n', ['a@^1', 'b@>=1 <2']],
    ['"b@>=1 <2", a@^1:\n', ['b@>=1 <2', 'a@^1']],
    ['"a@npm:^1, b@npm:2":\n', ['a@npm:^1', 'b@npm:2']],
    ['"a@x"y":\n', ['a@x"y']],
    ['a@file:b:c:\n', ['a@file:b:c']],
  ])('%j are of %j', (text, expected) => {
    expect(keys(text)).toEqual(expected);
  });

  it('are those of Yarn 1 where no version is said', () => {
    expect(read('# yarn lockfile v1\n\na@1__metadata:\n  version "1"\n').isClassic).toBe(true);
    expect(read('\n__metadata:\n  version: 8\n').isClassic).toBe(false);
    expect(keys('# a@1:\n#\na@2:\n')).toEqual(['a@2']);
  });

  it('have workspaces with what they ask for, and nothing else', () => {
    const text = `__metadata:
  version: 8
    dependencies: x

"@x/a@^1.0.0, @x/a@workspace:^, @x/a@workspace:packages/a":
  version: 0.0.0-use.local
    ignored: 1
  dependencies:
    ms: "npm:^2.1.0"
    "@x/b": "workspace:*"
    "unclosed

# what: stands between
    once: 1.0.0
  peerDependencies:
    react: ">= 16"
  peerDependenciesMeta:
    react:
      optional: true
  bin:
    a: ./a.js
  dependencies:
    last: 1.0.0

"ms@npm:^2.1.0":
  version: 2.1.3
  dependencies:
    other: "npm:1"
`;
    expect(workspaces(text)).toEqual({
      'packages/a': {
        name: '@x/a',
        dependencies: new Map([
          ['ms', 'npm:^2.1.0'],
          ['@x/b', 'workspace:*'],
          ['once', '1.0.0'],
          ['last', '1.0.0'],
        ]),
        peerDependencies: new Map([['react', '>= 16']]),
      },
    });
  });

  it.each([
    'a@workspace:^',
    'a@workspace:~',
    'a@workspace:*',
    'a@workspace:^1.0.0',
    'a@workspace:>=1',
    'a@workspace:<2',
    'a@workspace:=1',
    'a@workspace:1.0.0',
    'a@workspace:1',
    'a@workspace:10.0.0',
    '@workspace:a',
    'a@npm:1',
  ])('have no workspace of %s', (key) => {
    expect(workspaces(`"${key}":\n`)).toEqual({});
  });

  it.each(['.', 'packages/v1.0', 'a~b', '2fa', '3d-viewer/a*b'])(
    'have a workspace in the folder %s',
    (path) => {
      expect(Object.keys(workspaces(`"a@workspace:${path}":\n`))).toEqual([path]);
    },
  );
});
