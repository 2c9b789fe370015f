import { describe, expect, it } from '@jest/globals';

import { drift, driftIn, missingIn } from '../findings-of.ts';
import { placed } from '../placed.ts';

const modOf = (go: string): string => `module a.example/b/x\n\ngo ${go}\n\nrequire a.example/b v1.0.0\n`;

const files = (sum: string, go = '1.24') => ({ 'go.mod': modOf(go), 'go.sum': sum });

const MOD = 'a.example/b v1.0.0/go.mod h1:aa=\n';
const ZIP = 'a.example/b v1.0.0 h1:aa=\n';
const OTHER = 'a.example/b v1.0.1 h1:aa=\n';
const NO_ZIP = 'a.example/b v1.0.0 is required, and go.sum does not have its digest.';
const NO_MOD = 'a.example/b v1.0.0 is required, and go.sum does not have the digest of its go.mod.';

describe('go.sum', () => {
  it.each<[name: string, sum: string, go: string, found: readonly string[]]>([
    ['with both digests', `${MOD}${ZIP}`, '1.24', []],
    ['without the digest of the module', MOD, '1.17', [NO_ZIP]],
    ['without the digest of its go.mod', ZIP, '1.17', [NO_MOD]],
    ['with that of another version', `${MOD}${OTHER}`, '1.17', [NO_ZIP]],
    ['with that of another version, as of old', `${MOD}${OTHER}`, '1.16', []],
    ['without any digest of the module, as of old', MOD, '1.16', [NO_ZIP]],
    ['with a digest of another kind', `${MOD}a.example/b v1.0.0 h2:aa=\n`, '1.24', [NO_ZIP]],
    ['with what is no digest', `${MOD}a.example/b v1.0.0\n\na.example/b\n${ZIP}`, '1.24', []],
    ['with only what is no digest', `${MOD}a.example/b v1.0.0\n`, '1.24', [NO_ZIP]],
  ])('%s', async (_, sum, go, found) => {
    expect(await drift(files(sum, go))).toEqual(found);
  });

  it('is told of where the module is required', async () => {
    const tree = files(MOD);
    expect(placed(tree, await driftIn(tree))).toEqual([`go.mod:5 a.example/b | ${NO_ZIP}`]);
  });

  it('is missing where modules are required', async () => {
    const tree = { 'go.mod': `${modOf('1.24')}require a.example/c v1.0.0\n` };
    expect(placed(tree, await missingIn(tree))).toEqual([
      'go.mod:5 require | go.mod has 2 requirements and no lockfile.',
    ]);
    expect(await missingIn({ 'go.mod': 'module x\n' })).toEqual([]);
  });
});

describe('a workspace of Go', () => {
  it.each(['b', 'undefined'])('has no digests in the go.work.sum of another folder: %s', async (folder) => {
    expect(await drift({ ...files(MOD), [`${folder}/go.work.sum`]: ZIP })).toEqual([NO_ZIP]);
    const tree = { ...files(MOD), 'go.work': '', [`${folder}/go.work.sum`]: ZIP };
    expect(await drift(tree)).toEqual([NO_ZIP]);
  });

  it('has digests in go.work.sum too', async () => {
    const workspace = { 'go.work': 'go 1.24\n', 'x/go.mod': modOf('1.24') };
    expect(await drift({ ...workspace, 'go.work.sum': ZIP, 'x/go.sum': MOD })).toEqual([]);
    expect(await drift({ ...workspace, 'go.work.sum': '', 'x/go.sum': MOD })).toEqual([NO_ZIP]);
    expect(await drift({ ...workspace, 'go.work.sum': `${ZIP}${MOD}` })).toEqual([]);
  });

  it.each(['module a.example/b\n', 'module  a.example/b // why\n', '// of ours\nmodule\ta.example/b\n'])(
    'builds its modules from their folders: %j',
    async (text) => {
      const tree = { ...files(''), 'b/c/go.mod': text };
      expect(await drift({ ...tree, 'go.work': 'go 1.24\n' })).toEqual([]);
      expect(await drift(tree)).toEqual([NO_ZIP]);
    },
  );

  it.each(['// module a.example/b\n', '// not module a.example/b\nmodule y\n', 'go 1.24\n', ''])(
    'does not have a module by %j',
    async (text) => {
      const tree = { ...files(MOD), 'go.work': 'go 1.24\n', 'b/go.mod': text };
      expect(await drift(tree)).toEqual([NO_ZIP]);
    },
  );

  it('is looked at where a go.mod elsewhere cannot be read', async () => {
    const tree = {
      'a/go.work': 'go 1.24\n',
      'a/go.mod': modOf('1.24'),
      'a/go.sum': MOD,
      'b/go.mod': ' '.repeat(1024 ** 2 + 1),
    };
    expect((await driftIn(tree)).map(({ path, cannotTell }) => [path, cannotTell])).toEqual([
      ['a/go.mod', undefined],
      ['b/go.mod', true],
    ]);
  });
});
