import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { FAULTS } from '../../sandbox/services/index.ts';
import {
  expectDeferred,
  expectRefused,
  expectStopped,
  expectSuccess,
  expectWhole,
} from '../e2e/outages/expect-outcome.ts';
import { BREAKABLE, findsAction, OUTAGES } from '../e2e/outages/outages.ts';
import { BACKFILL_CALLS, cellsOf, RECORD_CALLS } from '../e2e/outages/github-outages.ts';
import { startOutageWorld, type OutageWorld } from '../e2e/outages/outage-world.ts';
import { createReleaseRepository, type ReleaseRepository } from '../e2e/outages/release-repository.ts';

/** Several runs of four bundles each, of which some wait for one deadline of 20 s after another. */
const CELL_MS = 10 * 60_000;

let world: OutageWorld;
let repositories = 0;
const newRepository = (): Promise<ReleaseRepository> => {
  repositories += 1;
  return createReleaseRepository(world, `app-${repositories}`);
};

const healAll = async (): Promise<void> => {
  world.github.faults.clear();
  for (const service of BREAKABLE) await world.setFault(service, undefined);
};

/** A world for each service and for GitHub, since GitHub's 5,000 requests an hour hold here too. */
const withWorld = (): void => {
  beforeAll(async () => {
    world = await startOutageWorld();
  }, 120_000);
  afterEach(healAll);
  afterAll(() => world.stop(), 60_000);
};

describe.each(BREAKABLE)('%s', (service) => {
  withWorld();

  it.each(FAULTS.map((fault) => [fault, ...OUTAGES[service][fault]] as const))(
    'is broken (%s): every Action says that it is %s (%s) or stops, and backfill makes it good',
    async (fault) => {
      const [record, steps, reusable, strict, strictSteps] = await Promise.all([
        newRepository(),
        newRepository(),
        newRepository(),
        newRepository(),
        newRepository(),
      ]);
      const before = await strict.standing();
      const beforeSteps = await strictSteps.standing();
      const beforeReusable = await reusable.standing();
      await world.setFault(service, fault);
      const fail = { 'on-missing': 'fail' };
      const runs = await Promise.all([
        record.run('record'),
        steps.run('steps'),
        reusable.run('reusable'),
        strict.run('record', fail),
        strictSteps.run('steps', fail),
      ]);
      await expectDeferred(runs[0], record, service, fault);
      await expectDeferred(runs[1], steps, service, fault);
      if (findsAction(service, fault)) await expectDeferred(runs[2], reusable, service, fault);
      else await expectStopped(runs[2], reusable, beforeReusable, 'No identity: GitHub gave the job no');
      await expectRefused(runs[3], strict, before, service, fault);
      await expectRefused(runs[4], strictSteps, beforeSteps, service, fault);

      const lacking = await record.standing();
      await expectStopped(await record.run('backfill'), record, lacking, 'still lacks some: run it again');

      await healAll();
      const deferred = findsAction(service, fault) ? [record, steps, reusable] : [record, steps];
      const late = await Promise.all(deferred.map((repository) => repository.run('backfill')));
      for (const [i, repository] of deferred.entries()) {
        expectSuccess(late[i]!, repository);
        await expectWhole(repository, 2);
      }
      if (!findsAction(service, fault)) {
        expectSuccess(await reusable.run('reusable'), reusable);
        await expectWhole(reusable, 1);
      }
      expectSuccess(await strict.run('record', fail), strict);
      await expectWhole(strict, 1);
    },
    CELL_MS,
  );
});

describe('GitHub', () => {
  withWorld();

  it.each(cellsOf(RECORD_CALLS))(
    'fails once while a record is made, at "%s" (%j): it is %s',
    async (_call, fault, outcome) => {
      const repository = await newRepository();
      world.github.faults.onRequest(fault);
      const happened = world.github.faults.happened.length;
      const run = await repository.run('record');
      expect(world.github.faults.happened.slice(happened)).toEqual([fault.kind]);
      if (outcome === 'resumed') {
        expect(run.conclusion).toBe('failure');
        expectSuccess(await repository.run('record'), repository);
      } else expectSuccess(run, repository);
      await expectWhole(repository, 1);
    },
    CELL_MS,
  );

  it.each(cellsOf(BACKFILL_CALLS))(
    'fails once while evidence is added, at "%s" (%j): it is %s',
    async (_call, fault, outcome) => {
      const repository = await newRepository();
      await world.setFault('both TSAs', 'refused');
      expectSuccess(await repository.run('record'), repository);
      await healAll();
      world.github.faults.onRequest(fault);
      const happened = world.github.faults.happened.length;
      const run = await repository.run('backfill');
      expect(world.github.faults.happened.slice(happened)).toEqual([fault.kind]);
      if (outcome === 'resumed') {
        expect(run.conclusion).toBe('failure');
        expectSuccess(await repository.run('backfill'), repository);
      } else expectSuccess(run, repository);
      await expectWhole(repository, 2);
    },
    CELL_MS,
  );

  it(
    'does not answer at all: a record stops, and is made when GitHub is back',
    async () => {
      const repository = await newRepository();
      const before = await repository.standing();
      world.github.faults.onRequest({ kind: 'cut', method: 'POST', route: '/graphql', times: 1000 });
      const run = await repository.run('record');
      await healAll();
      await expectStopped(run, repository, before, 'GitHub did not read the branch ledger');
      expectSuccess(await repository.run('record'), repository);
      await expectWhole(repository, 1);
    },
    CELL_MS,
  );
});
