import { describe, expect, it } from '@jest/globals';

import { lockedManifests } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/locked-manifests.ts';
import { lockfilePresent } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfile-present.ts';
import { memoryTree } from '../../../../../../../core/remembrancer/covenant/tree/memory-tree.ts';
import { contextOfTree } from './context-of-tree.ts';
import { drift, missingIn } from './findings-of.ts';

const DEPENDENT = '{"dependencies": {"ms": "1"}}';

describe('the manifests of a repository', () => {
  it('are none where no file is one', async () => {
    const context = contextOfTree(memoryTree({ 'README.md': '', 'a/package.json.bak': DEPENDENT }));
    expect(await lockfilePresent.check(context)).toEqual({
      notApplicable: 'no file of it asks for packages',
    });
    expect(await lockfilePresent.check(contextOfTree(memoryTree({ 'package.json': '{}' })))).toEqual([]);
  });

  it('are read at once, and no other file nor one that is too large', async () => {
    const mebibyte = 1024 ** 2;
    const tree = memoryTree({
      'README.md': 'a',
      'a/package.json': '{}',
      'b/go.mod': 'module b\n',
      'large/package.json': `{}${' '.repeat(mebibyte - 1)}`,
      'full/package.json': `{}${' '.repeat(mebibyte - 2)}`,
      'node_modules/x/package.json': '{}',
    });
    const reads: string[][] = [];
    const context = contextOfTree({
      ...tree,
      read: (files) => {
        reads.push(files.map(({ path }) => path));
        return tree.read(files);
      },
    });
    const found = await lockedManifests(context, () => []);
    expect(reads).toEqual([['a/package.json', 'b/go.mod', 'full/package.json']]);
    expect(found).toMatchObject([
      {
        path: 'large/package.json',
        message:
          'large/package.json cannot be held against a lockfile: large/package.json has more than 1048576 bytes.',
        cannotTell: true,
      },
    ]);
  });

  it('are each judged, also where one lets the rule fail', async () => {
    const context = contextOfTree(memoryTree({ 'a/package.json': '{}', 'b/package.json': '{}' }));
    const found = await lockedManifests(context, ({ path }) => {
      if (path.startsWith('a/')) throw new Error('no such thing');
      return [{ path, message: 'Found.', remedy: 'None.' }];
    });
    expect(found).toEqual([
      expect.objectContaining({
        path: 'a/package.json',
        message: 'The rule itself failed here: no such thing',
        cannotTell: true,
      }),
      { path: 'b/package.json', message: 'Found.', remedy: 'None.' },
    ]);
  });

  it('are not those that Terraform fetched', async () => {
    const files = { '.terraform/x/package.json': DEPENDENT, 'a/.terraform/package.json': DEPENDENT };
    expect(await missingIn(files)).toEqual([]);
    expect(await missingIn({ 'x.terraform/package.json': DEPENDENT })).toHaveLength(1);
  });

  it('are not in folders without end', async () => {
    const path = `${'a/'.repeat(101)}package.json`;
    expect(await drift({ [path]: '{}' })).toEqual([
      `${path} cannot be held against a lockfile: it is in too many folders.`,
    ]);
    expect(await drift({ [path.slice(2)]: '{}' })).toEqual([]);
  });
});

describe('what differs between a manifest and its lockfile', () => {
  const of = (count: number) =>
    drift({
      'package.json': JSON.stringify({
        dependencies: Object.fromEntries(Array.from({ length: count }, (_, n) => [`p${n}`, '1'])),
      }),
      'package-lock.json': '{"packages": {"": {}}}',
    });

  it('is told up to twenty times, then counted', async () => {
    expect(await of(20)).toHaveLength(20);
    const found = await of(22);
    expect(found.slice(-2)).toEqual([
      'p19 is in dependencies, and package-lock.json does not have it there.',
      'package-lock.json differs in 2 more places.',
    ]);
    expect(found).toHaveLength(21);
  });

  it.each(['bun.lockb', 'deno.lock'])('is nothing that %s would tell', async (name) => {
    expect(await drift({ 'package.json': DEPENDENT, [name]: '' })).toEqual([]);
  });
});
