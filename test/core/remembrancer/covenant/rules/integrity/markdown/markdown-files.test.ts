import { expect, it } from '@jest/globals';

import { isMarkdown } from '../../../../../../../core/remembrancer/covenant/rules/integrity/markdown/markdown-files.ts';

const isDocument = (path: string): boolean => isMarkdown({ path, kind: 'file', size: 1, id: path });

it.each([
  ...[
    'a.md',
    'a.MARKDOWN',
    'docs/a.md',
    'my-vendor/a.md',
    'vendors/a.md',
    'vendor.md',
    'test/a.md',
    'data/a.md',
  ],
  ...['my-test/data/a.md', 'tests/my-data/a.md', 'test/datas/a.md', 'tests.d/data/a.md', 'my-fixtures/a.md'],
])('%s is a document', (path) => {
  expect(isDocument(path)).toBe(true);
});

it.each([
  ...[
    'a.md.txt',
    'amd',
    'a.mdx',
    'node_modules/a.md',
    'x/node_modules/y/a.md',
    'vendor/a.md',
    'third-party/a.md',
  ],
  ...[
    'third_party/a.md',
    'bower_components/a.md',
    'testdata/a.md',
    'test-data/a.md',
    'test_data/a.md',
    'fixtures/a.md',
  ],
  ...[
    'x/__fixtures__/a.md',
    'x/Fixtures/y/a.md',
    'test/data/a.md',
    'x/tests/y/z/data/a.md',
    '__tests__/y/data/a.md',
  ],
])('%s is none', (path) => {
  expect(isDocument(path)).toBe(false);
});

it.each([
  ['file', true],
  ['executable', true],
  ['symlink', false],
  ['submodule', false],
] as const)('of a %s: %s', (kind, expected) => {
  expect(isMarkdown({ path: 'a.md', kind, size: 1, id: 'a' })).toBe(expected);
});
