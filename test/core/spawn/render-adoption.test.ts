import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import {
  ADOPTABLE,
  type AdoptablePart,
  parseSpawnRequest,
  readCatalog,
  renderAdoption,
  renderService,
  spawnSettings,
} from '../../../core/spawn/index.ts';

const request = parseSpawnRequest({ name: 'my-service', owner: 'acme' });
const settings = spawnSettings();
const pathsOf = (part: AdoptablePart) => renderAdoption(part, request, settings).map(({ path }) => path);

describe('a part to adopt', () => {
  it.each([
    ['ci', ['.dockerignore', '.github/dependabot.yml', '.github/workflows/ci.yml', 'Dockerfile', 'Makefile']],
    ['covenant', ['.github/vaultmesh.yml', '.github/workflows/covenant.yml']],
    [
      'ledger',
      ['.github/actionlint.yaml', '.github/vaultmesh.yml', '.github/workflows/vaultmesh-record.yml'],
    ],
    [
      'monitoring',
      [
        'docs/operations.md',
        'monitoring/alerts.test.yml',
        'monitoring/alerts.yml',
        'monitoring/dashboard.json',
      ],
    ],
  ] as const)('has its files: %s', (part, paths) => {
    expect(pathsOf(part)).toEqual(paths);
  });

  it('has manifests for every environment', () => {
    expect(pathsOf('kubernetes')).toEqual(
      expect.arrayContaining([
        'deploy/overlays/production/kustomization.yaml',
        '.github/workflows/deploy.yml',
      ]),
    );
  });

  it.each(readCatalog().languages.map(({ id }) => id))(
    'is what /spawn makes, but for the job of other parts: %s',
    (language) => {
      const asked = { ...request, language };
      const spawned = new Map(renderService(asked, settings).map((file) => [file.path, file]));
      for (const part of ADOPTABLE) {
        for (const file of renderAdoption(part, asked, settings)) {
          // A repository that exists is held to less at first.
          if (part === 'ledger' && file.path === '.github/vaultmesh.yml') continue;
          if (file.path !== '.github/workflows/ci.yml') expect(file).toEqual(spawned.get(file.path));
          else {
            const { jobs } = parse(Buffer.from(file.content).toString()) as { jobs: object };
            expect(Object.keys(jobs)).toEqual(['test', 'image']);
          }
        }
      }
    },
  );
});
