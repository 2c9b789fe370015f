import { describe, expect, it } from '@jest/globals';
import { findLanguage } from '../../../app/adoption/find-language.ts';
import type { Paths } from '../../../app/adoption/list-paths.ts';
import { sortFiles } from '../../../app/adoption/sort-files.ts';

const file = (path: string) => ({ path, mode: '100644' as const, content: new Uint8Array() });
const paths = (...files: string[]): Paths => new Map(files.map((path) => [path, 'file'] as const));

describe('the files of a part', () => {
  it.each([
    ['that are not there are added', 'docs/a.md', paths('docs/b.md'), undefined],
    ['that are there stay', 'Makefile', paths('Makefile'), 'it is there already'],
    ['that are there in other letters stay', 'Makefile', paths('makefile'), '`makefile` is there already'],
    ['whose folder is a file are left out', 'deploy/base/a.yaml', paths('Deploy'), '`deploy` is a file'],
    [
      'in place of which there is a folder are left out',
      'deploy',
      new Map([['deploy', 'folder' as const]]),
      'it is there already',
    ],
  ])('%s', (_, path, present, why) => {
    const { added, left } = sortFiles([file(path)], present);
    expect(added.map((each) => each.path)).toEqual(why === undefined ? [path] : []);
    expect(left).toEqual(why === undefined ? [] : [{ path, why }]);
  });
});

describe('the language of a repository', () => {
  it.each([
    ['go.mod', 'go'],
    ['pyproject.toml', 'python'],
    ['Cargo.toml', 'rust'],
    ['package.json', 'typescript'],
  ])('is told by %s', (name, language) => {
    expect(findLanguage(paths(name, 'sub/go.mod', 'sub/Cargo.toml'))).toBe(language);
  });

  it.each([
    [paths('README.md'), 'tell no language. Give it, such as `--language python`.'],
    [paths('go.mod', 'package.json'), 'tell go and typescript.'],
  ])('must be given where they tell none or several', (present, reason) => {
    expect(() => findLanguage(present)).toThrow(reason);
  });
});
