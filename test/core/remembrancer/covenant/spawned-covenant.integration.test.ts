import { describe, expect, it } from '@jest/globals';

import { checkCovenant, RULES } from '../../../../core/remembrancer/covenant/index.ts';
import { renderService, type SpawnRequest } from '../../../../core/spawn/index.ts';
import { readPins } from '../../../../core/spawn/pins.ts';
import { templatesDirectory } from '../../../../core/spawn/templates-directory.ts';
import { combinations } from '../../spawn/combinations.ts';
import { request } from '../../spawn/requests.ts';
import { FAULTS, type Files, inputsOfFiles } from './planted-faults.ts';

const BY_COMMIT = `vaultmesh/record@${'1'.repeat(40)}`;

const spawned = (given: Partial<SpawnRequest>, recordAction: string): Files =>
  Object.fromEntries(
    renderService(request(given), { recordAction }).map(({ path, content }) => [
      path,
      Buffer.from(content).toString(),
    ]),
  );

describe.each(combinations())('a spawned %s', (_name, given) => {
  it('keeps its covenant, with an Action that is named by its commit', async () => {
    const { verdict, findings, excepted, notices } = await checkCovenant(
      inputsOfFiles({ files: spawned(given, BY_COMMIT) }),
    );
    expect({ verdict, findings, excepted, notices }).toEqual({
      ...{ verdict: 'held', findings: [] },
      ...{ excepted: [], notices: [] },
    });
  });
});

describe('a service that was spawned with the Action of a release, by its tag', () => {
  const files = spawned({}, 'vaultmesh/record@v1');

  it('keeps its covenant, but for the tag, which is excepted and said each time', async () => {
    const { verdict, findings, excepted, notices } = await checkCovenant(inputsOfFiles({ files }));
    expect({ verdict, findings, notices }).toEqual({ verdict: 'held', findings: [], notices: [] });
    expect(new Set(excepted.map(({ rule, message }) => [rule, message.split(' ')[0]].join(' ')))).toEqual(
      new Set(
        ['', '/actions/assets', '/actions/backfill', '/actions/covenant'].map(
          (path) => `VM-II-01 vaultmesh/record${path}`,
        ),
      ),
    );
    expect(new Set(excepted.map(({ path }) => path))).toEqual(
      new Set(
        ['covenant', 'deploy', 'release', 'vaultmesh-record'].map((name) => `.github/workflows/${name}.yml`),
      ),
    );
  });

  const release = '.github/workflows/release.yml';
  it.each([
    'evil/x@main',
    'evil/vaultmesh/record@v1',
    'vaultmesh-evil/record@v1',
    'evil/x@vaultmesh/record',
    'actions/checkout@v7',
  ])('is not excepted for %s beside them', async (uses) => {
    const text = files[release] ?? '';
    const planted = text.replace(/^( *)steps:\n/m, `$&$1  - uses: ${uses}\n`);
    expect(planted).not.toBe(text);
    const { verdict, findings } = await checkCovenant(
      inputsOfFiles({ files: { ...files, [release]: planted } }),
    );
    expect({ verdict, found: findings.map(({ rule, path }) => [rule, path]) }).toEqual({
      ...{ verdict: 'broken', found: [['VM-II-01', release]] },
    });
  });

  it('names the repository that its Actions are of', () => {
    const [, beginning] =
      /beginning: (.*)/.exec(spawned({}, 'acme/tools/record@v2')['.github/vaultmesh.yml'] ?? '') ?? [];
    expect(beginning).toBe('acme/tools');
  });

  it('is excepted for most of a year from when the templates were last looked at', () => {
    const looked = Object.values(readPins(templatesDirectory()).actions).map(({ seen }) =>
      Date.parse(seen.date),
    );
    const until = /until: (\S+)/.exec(files['.github/vaultmesh.yml'] ?? '')?.[1] ?? '';
    const days = (Date.parse(until) - Math.max(...looked)) / 86_400_000;
    expect(days).toBeGreaterThan(300);
    expect(days).toBeLessThan(600);
  });

  it('still has the Actions of its other workflows pinned', async () => {
    const planted = await FAULTS['VM-II-01']?.(files, 'python');
    const { verdict, findings } = await checkCovenant(inputsOfFiles(planted ?? { files }));
    expect({ verdict, rules: findings.map(({ rule }) => rule) }).toEqual({
      verdict: 'broken',
      rules: ['VM-II-01'],
    });
  });
});

it('each rule has a fault', () => {
  expect(Object.keys(FAULTS).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

describe.each(['go', 'python', 'rust', 'typescript'])('in a spawned service in %s', (language) => {
  it.each(Object.entries(FAULTS))('a fault against %s breaks that rule alone', async (id, plant) => {
    const planted = await plant(spawned({ language }, BY_COMMIT), language);
    const { findings, rules } = await checkCovenant(inputsOfFiles(planted));
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set([id]));
    expect(rules.filter(({ outcome }) => outcome === 'broken').map(({ rule }) => rule)).toEqual([id]);
  });
});
