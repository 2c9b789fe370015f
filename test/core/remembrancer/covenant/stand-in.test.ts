import { describe, expect, it } from '@jest/globals';

import { memoryTree } from '../../../../core/remembrancer/covenant/index.ts';
import { standInFor } from '../../../../core/remembrancer/covenant/stand-in.ts';

describe('the file that stands for a tree as a whole', () => {
  it.each([
    ['the configuration', '.github/vaultmesh.yml', ['.github/vaultmesh.yml', 'README.md', 'a.ts']],
    ['the README without one', 'readme.rst', ['a/README.md', 'a.ts', 'readme.rst']],
    ['the README that has no ending', 'README', ['LICENSE', 'README', 'README-of-tests.md']],
    ['the first file without either', 'a.ts', ['a.ts', 'b.ts', 'b/README.md']],
    ['the configuration, for want of another, where there is no file', '.github/vaultmesh.yml', []],
  ])('is %s', (_, expected, paths) => {
    const { files } = memoryTree(Object.fromEntries(paths.map((path) => [path, 'x'])));
    expect(standInFor(files)).toBe(expected);
  });

  it('is no link and no submodule', () => {
    const { files } = memoryTree({ 'README.md': 'x', 'a.ts': 'x', 'b.ts': 'x' });
    const kinds = ['symlink', 'submodule', 'file'] as const;
    expect(standInFor(files.map((file, n) => ({ ...file, kind: kinds[n]! })))).toBe('b.ts');
  });
});
