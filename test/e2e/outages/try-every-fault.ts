import { afterAll, afterEach, beforeAll, describe, it } from '@jest/globals';

import { FAULTS } from '../../../sandbox/services/index.ts';
import {
  expectDeferred,
  expectRefused,
  expectStopped,
  expectSuccess,
  expectWhole,
} from './expect-outcome.ts';
import { type BreakableService, findsAction, OUTAGES } from './outages.ts';
import { startOutageWorld, type OutageWorld } from './outage-world.ts';
import { createReleaseRepository } from './release-repository.ts';

/** Several runs of four bundles each, of which some wait for one deadline of 20 s after another. */
const CELL_MS = 10 * 60_000;

/** Breaks each of `services` in every way, while each Action and the reusable workflow record, and heals it again. */
export function tryEveryFault(...services: readonly BreakableService[]): void {
  describe.each(services)('%s', (service) => {
    let world: OutageWorld;
    // Another world for each, since GitHub's 5,000 requests an hour hold here too.
    beforeAll(async () => {
      world = await startOutageWorld();
    });
    afterEach(() => world.heal());
    afterAll(() => world.stop());

    it.each(FAULTS.map((fault) => [fault, ...OUTAGES[service][fault]] as const))(
      'is broken (%s): every Action says that it is %s (%s) or stops, and backfill makes it good',
      async (fault) => {
        const [record, steps, reusable, strict, strictSteps] = await Promise.all([
          createReleaseRepository(world),
          createReleaseRepository(world),
          createReleaseRepository(world),
          createReleaseRepository(world),
          createReleaseRepository(world),
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

        await world.heal();
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
}
