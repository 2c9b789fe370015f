import { describe, expect, it } from '@jest/globals';

import { declaredPackages } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/tools/declared-packages.ts';
import { memoryTree } from '../../../../../../../core/remembrancer/covenant/tree/memory-tree.ts';
import { contextWith } from '../../../context-with.ts';

const declaredBy = (files: Readonly<Record<string, string>>): Promise<(name: string) => boolean> =>
  declaredPackages(contextWith({ tree: memoryTree(files) }));
const manifestWith = (name: string): string => JSON.stringify({ dependencies: { [name]: '1' } });

describe('a declared package', () => {
  it.each([
    ['x', 'x'],
    ['@a/x', '@a/x'],
    ['@ab/x', 'x'],
    ['x-cli', 'x-cli'],
    ['@a/x-cli', 'x-cli'],
    ['@a/x-cli', 'x'],
    ['@x/test', 'x'],
    ['@angular/cli', 'ng'],
  ])('%s brings the program %s', async (name, program) => {
    expect((await declaredBy({ 'a/package.json': manifestWith(name) }))(program)).toBe(true);
  });

  it.each([
    ['x-cli-tools', 'x-tools'],
    ['@x/y', 'x'],
    ['@x/y-cli', 'x'],
    ['@x/clients', 'x'],
    ['b@a/x', 'x'],
    ['@a/x\ny', 'x'],
    ['y', 'tsc'],
    ['', 'x'],
  ])('%j brings no program %s', async (name, program) => {
    expect((await declaredBy({ 'package.json': manifestWith(name) }))(program)).toBe(false);
  });

  it('is also a program of the repository', async () => {
    expect((await declaredBy({ 'package.json': '{"bin": {"x": "./x.js"}}' }))('x')).toBe(true);
  });

  it.each(['node_modules/a/package.json', 'package.json.bak', 'my-package.json', 'a.yaml'])(
    'is not what %s has',
    async (path) => {
      expect((await declaredBy({ [path]: manifestWith('x') }))('x')).toBe(false);
    },
  );

  it('is none of a file that is larger than is read', async () => {
    const manifest = manifestWith('x');
    expect((await declaredBy({ 'package.json': manifest.padEnd((1 << 20) - 1) }))('x')).toBe(true);
    expect((await declaredBy({ 'package.json': manifest.padEnd(1 << 20) }))('x')).toBe(false);
  });
});
