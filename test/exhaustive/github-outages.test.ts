import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import type { RequestFault } from '../../sandbox/github/index.ts';
import { expectStopped, expectSuccess, expectUndated, expectWhole } from '../e2e/outages/expect-outcome.ts';
import { BACKFILL_CALLS, cellsOf, type GitHubOutcome, RECORD_CALLS } from '../e2e/outages/github-outages.ts';
import { startOutageWorld, type OutageWorld } from '../e2e/outages/outage-world.ts';
import { createReleaseRepository, type ReleaseRepository } from '../e2e/outages/release-repository.ts';

let world: OutageWorld;

/** A world for each part, since GitHub's 5,000 requests an hour hold here too. */
const withWorld = (): void => {
  beforeAll(async () => {
    world = await startOutageWorld();
  });
  afterEach(() => world.heal());
  afterAll(() => world.stop());
};

/** Runs a workflow while GitHub fails once, and again when it is left to another run. `entries` as `expectWhole` takes it. */
async function failOnce(
  repository: ReleaseRepository,
  workflow: 'record' | 'backfill',
  fault: RequestFault,
  outcome: GitHubOutcome,
  entries: number,
): Promise<void> {
  world.github.faults.onRequest(fault);
  const happened = world.github.faults.happened.length;
  const run = await repository.run(workflow);
  expect(world.github.faults.happened.slice(happened)).toEqual([fault.kind]);
  if (outcome === 'undated') {
    await expectUndated(run, repository);
    return;
  }
  if (outcome === 'resumed') {
    expect(run.conclusion).toBe('failure');
    expectSuccess(await repository.run(workflow), repository);
  } else expectSuccess(run, repository);
  await expectWhole(repository, entries);
}

describe('GitHub fails once while a record is made', () => {
  withWorld();

  it.each(cellsOf(RECORD_CALLS))('at "%s" (%j): it is %s', async (_call, fault, outcome) => {
    const repository = await createReleaseRepository(world);
    await failOnce(repository, 'record', fault, outcome, 1);
  });
});

describe('GitHub fails once while evidence is added', () => {
  withWorld();

  it.each(cellsOf(BACKFILL_CALLS))('at "%s" (%j): it is %s', async (_call, fault, outcome) => {
    const repository = await createReleaseRepository(world);
    await world.setFault('both TSAs', 'refused');
    expectSuccess(await repository.run('record'), repository);
    await world.heal();
    await failOnce(repository, 'backfill', fault, outcome, 2);
  });
});

describe('GitHub does not answer at all', () => {
  withWorld();

  it('a record stops, and is made when GitHub is back', async () => {
    const repository = await createReleaseRepository(world);
    const before = await repository.standing();
    world.github.faults.onRequest({ kind: 'cut', method: 'POST', route: '/graphql', times: 1000 });
    const run = await repository.run('record');
    await world.heal();
    await expectStopped(run, repository, before, 'GitHub did not read the branch ledger');
    expectSuccess(await repository.run('record'), repository);
    await expectWhole(repository, 1);
  });
});
