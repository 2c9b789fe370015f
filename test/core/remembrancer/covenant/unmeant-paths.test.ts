import { describe, expect, it } from '@jest/globals';

import {
  checkCovenant,
  type CheckOptions,
  memoryTree,
  type Tree,
} from '../../../../core/remembrancer/covenant/index.ts';
import { inputsOf } from './example-inputs.ts';

const files = { 'README.md': 'text\n', 'api/a.txt': 'text\n', 'docs/adr/0001-first.md': '# First\n' };

async function noticesOf(
  covenant: string,
  before: Readonly<Record<string, string>> = {},
  options: CheckOptions = {},
  tree: Tree = memoryTree(files),
): Promise<string[]> {
  const inputs = inputsOf({ files, before, says: [] }, `covenant: { ${covenant} }`);
  const { notices } = await checkCovenant({ ...inputs, tree }, options);
  return notices.map(({ message }) => message);
}

describe('a folder of decisions', () => {
  it('without a file is named', async () => {
    expect(await noticesOf('decisions: docs/ard')).toEqual(['The folder of decisions docs/ard has no file.']);
    expect(await noticesOf('decisions: docs/ad')).toEqual(['The folder of decisions docs/ad has no file.']);
  });

  it.each(['docs/adr', 'docs/adr/', './docs/adr', 'docs', '.'])('with one is not: %s', async (folder) => {
    expect(await noticesOf(`decisions: ${folder}`)).toEqual([]);
  });

  it('that the change removes is not', async () => {
    expect(await noticesOf('decisions: decided', { 'decided/0001-first.md': '# First\n' })).toEqual([]);
  });

  it('is not where it is the usual one', async () => {
    expect(await noticesOf('level: warn', {}, {}, memoryTree({}))).toEqual([]);
  });
});

describe('a guarded glob', () => {
  it('that means no file is named, each once', async () => {
    expect(await noticesOf('guarded: ["apii/**", api, "ap?/*.txt", apii, apii, /]')).toEqual([
      'The guarded apii/** means no file.',
      'The guarded apii means no file.',
      'The guarded / means no file.',
    ]);
  });

  it('that means one from before the change is not', async () => {
    expect(await noticesOf('guarded: ["old/**"]', { 'old/a.txt': 'text\n' })).toEqual([]);
  });

  it('of what is below a submodule is not', async () => {
    const tree = memoryTree({ module: '' });
    const modules = tree.files.map((file) => ({ ...file, kind: 'submodule' as const }));
    expect(await noticesOf('guarded: [module/a.txt]', {}, {}, { ...tree, files: modules })).toEqual([]);
  });
});

describe('of a part of the tree', () => {
  it.each<CheckOptions>([{ only: 'fast' }, { isWanted: () => true }])(
    'nothing is said: %j',
    async (options) => {
      expect(await noticesOf('decisions: docs/ard, guarded: [apii]', {}, options)).toEqual([]);
    },
  );
});
