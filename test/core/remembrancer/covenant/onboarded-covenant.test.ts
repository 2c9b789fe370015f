import { describe, expect, it } from '@jest/globals';
import { checkCovenant } from '../../../../core/remembrancer/covenant/index.ts';
import {
  parseSpawnRequest,
  renderAdoption,
  renderOnboarding,
  type TreeFile,
} from '../../../../core/spawn/index.ts';
import { type Files, inputsOfFiles } from './planted-faults.ts';

const CONFIG = '.github/vaultmesh.yml';
const BY_COMMIT = `vaultmesh/record@${'1'.repeat(40)}`;

const onboarding = (recordAction: string): TreeFile[] =>
  renderAdoption('ledger', parseSpawnRequest({ name: 'any', owner: 'acme' }), { recordAction });

const texts = (files: readonly TreeFile[]): Files =>
  Object.fromEntries(files.map(({ path, content }) => [path, Buffer.from(content).toString()]));

const look = async (files: Files) => {
  const { findings, excepted, notices } = await checkCovenant(inputsOfFiles({ files }));
  const about = findings.filter(({ path }) => path?.startsWith('.github/'));
  return {
    about,
    notices,
    excepted: [...new Set(excepted.map(({ rule, path }) => `${rule} ${path ?? ''}`))],
  };
};

describe.each([
  ['a repository that exists', onboarding],
  ['the platform repository', (recordAction: string) => renderOnboarding({ recordAction })],
] as const)('what the app brings into %s', (_, render) => {
  it('keeps the covenant by itself, with an Action that is named by its commit', async () => {
    expect(await look(texts(render(BY_COMMIT)))).toEqual({ about: [], notices: [], excepted: [] });
  });

  it('keeps it by an exception that comes with it, with an Action that is named by its tag', async () => {
    const excepted = ['VM-II-01 .github/workflows/vaultmesh-record.yml'];
    expect(await look(texts(render('vaultmesh/record@v1')))).toEqual({ about: [], notices: [], excepted });
  });

  it('is not excepted for any other Action', async () => {
    const files = texts(render('vaultmesh/record@v1'));
    const workflow = '.github/workflows/vaultmesh-record.yml';
    const planted = files[workflow]!.replace(/^( *)steps:\n/m, `$&$1  - uses: evil/x@main\n`);
    const { about } = await look({ ...files, [workflow]: planted });
    expect(about.map(({ rule }) => rule)).toEqual(['VM-II-01']);
  });
});

it('an existing repository is held to nothing at first: a fault is told, and keeps no change from being merged', async () => {
  const files: Files = {
    ...texts(onboarding(BY_COMMIT)),
    '.github/workflows/ci.yml': 'on: push\njobs: { a: { uses: evil/x/.github/workflows/a.yml@main } }\n',
  };
  const { verdict, findings } = await checkCovenant(inputsOfFiles({ files }));
  expect({
    verdict,
    found: findings.some(({ rule, level }) => rule === 'VM-II-01' && level === 'advise'),
  }).toEqual({
    verdict: 'held',
    found: true,
  });
  expect(files[CONFIG]).toContain('level: advise');
});
