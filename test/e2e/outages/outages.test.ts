import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import type { Fault } from '../../../sandbox/services/index.ts';
import {
  expectDeferred,
  expectRefused,
  expectStopped,
  expectSuccess,
  expectWhole,
} from './expect-outcome.ts';
import { BREAKABLE, type BreakableService } from './outages.ts';
import { startOutageWorld, type OutageWorld } from './outage-world.ts';
import { recordWithoutOpenPgp } from './record-without-openpgp.ts';
import { createReleaseRepository, type ReleaseRepository } from './release-repository.ts';

/** One way for each service; every other is tried in test/exhaustive/*-outages.test.ts. */
const CELLS: readonly [BreakableService, Fault][] = [
  ['oidc', 'garbage'],
  ['fulcio', 'refused'],
  ['rekor', 'wrong'],
  ['tsa', 'server-error'],
  ['both TSAs', 'truncated'],
];

let world: OutageWorld;

beforeAll(async () => {
  world = await startOutageWorld();
});
afterEach(() => world.heal());
afterAll(() => world.stop());

it('with every service healthy the Action, its three steps and the reusable workflow make a whole record', async () => {
  const rows = ['record', 'steps', 'reusable'] as const;
  await Promise.all(
    rows.map(async (workflow) => {
      const repository = await createReleaseRepository(world);
      expectSuccess(await repository.run(workflow), repository);
      await expectWhole(repository, 1);
    }),
  );
});

describe('the Action vaultmesh/record', () => {
  const deferred: ReleaseRepository[] = [];

  it.each(CELLS)('records without %s (%s), and says what gets it later', async (service, fault) => {
    const repository = await createReleaseRepository(world);
    await world.setFault(service, fault);
    await expectDeferred(await repository.run('record'), repository, service, fault);
    deferred.push(repository);
  });

  it('is made good for by actions/backfill', async () => {
    expect(deferred).toHaveLength(CELLS.length);
    await Promise.all(
      deferred.map(async (repository) => {
        expectSuccess(await repository.run('backfill'), repository);
        await expectWhole(repository, 2);
      }),
    );
  });

  it('stops before anything is written with on-missing: fail', async () => {
    const repository = await createReleaseRepository(world);
    const before = await repository.standing();
    await world.setFault('fulcio', 'refused');
    const run = await repository.run('record', { 'on-missing': 'fail' });
    await expectRefused(run, repository, before, 'fulcio', 'refused');
  });

  it('says what to change when a ruleset keeps it from the ledger branch', async () => {
    const repository = await createReleaseRepository(world);
    await world.maintainer.octokit.repos.createRepoRuleset({
      ...repository.name,
      name: 'protected',
      target: 'branch',
      enforcement: 'active',
      conditions: { ref_name: { include: ['refs/heads/ledger'], exclude: [] } },
      rules: [{ type: 'update' }],
    });
    const before = await repository.standing();
    await expectStopped(
      await repository.run('record'),
      repository,
      before,
      'was not written',
      'Let "GitHub Actions" bypass the rule for this branch',
    );
  });
});

describe('the Action actions/backfill', () => {
  it('signs with OpenPGP what it downloads from the release', async () => {
    const repository = await createReleaseRepository(world);
    await recordWithoutOpenPgp(world, repository);
    expectSuccess(await repository.run('backfill'), repository);
    const { size, releases } = await repository.standing();
    expect(size).toBe(2);
    expect(releases.map(({ assets }) => Object.keys(assets).sort())).toEqual([
      ['app.tar.gz', 'app.tar.gz.asc', 'app.tar.gz.vmproof'],
    ]);
    expect(await repository.verify()).toMatchObject({ openpgp: 'valid', inclusion: 'valid' });
  });
});

it('the Action actions/verify asks nobody: it is valid while every service is down, and uses no API of GitHub', async () => {
  const repository = await createReleaseRepository(world);
  expectSuccess(await repository.run('record'), repository);
  await repository.attach('trust.json', repository.trustFile());
  for (const service of BREAKABLE) await world.setFault(service, 'refused');
  const { exchanges } = world.github.traffic;
  const before = exchanges.length;
  expectSuccess(await repository.run('verify'), repository);
  expect(exchanges.slice(before).map(({ route }) => route)).toEqual([
    '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
  ]);
});
