import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { burst } from '../fixtures/burst.ts';
import { noRedis, type RedisServer, redisServer } from '../fixtures/redis-server.ts';
import { ORGANIZATION, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';

const PLAN = { repositories: ['one', 'two', 'three', 'four'], issues: 2, commands: 5 };
const PATIENCE = 200_000;

let redis: RedisServer | undefined;
let world: SandboxApp;

async function start(environment: Readonly<Record<string, string>>): Promise<void> {
  world = await startSandboxApp({ environment });
  for (const name of PLAN.repositories) {
    await world.maria.octokit.repos.createInOrg({ org: ORGANIZATION, name, auto_init: true });
  }
  world.install();
  await world.settled();
}
afterAll(async () => {
  await redis?.remove();
});

/** The issues themselves, which are no forms, are not kept. */
const STATUSES = new Map([
  [202, 40],
  [200, 8],
]);
const onlyTaken = { commands: 40, lost: 0, doubled: 0, statuses: STATUSES };

describe('deliveries that come all at once', () => {
  describe('with a queue that has no room for them', () => {
    beforeAll(() => start({ VAULTMESH_QUEUE_LIMIT: '20', VAULTMESH_SWEEP_MINUTES: '1' }));
    afterAll(() => world.stop());

    it('are turned away in part, which the sweep finds in the log of GitHub: each is answered once', async () => {
      const { statuses, ...outcome } = await burst(world, PLAN, PATIENCE);
      expect(outcome).toMatchObject({ commands: 40, lost: 0, doubled: 0 });
      expect(statuses.get(503)).toBeGreaterThan(0);
    });
  });

  const describeWithRedis = noRedis === undefined ? describe : describe.skip;
  describeWithRedis(`on a real Redis${noRedis === undefined ? '' : ` (${noRedis})`}`, () => {
    beforeAll(async () => {
      redis = await redisServer();
      await redis.start();
      await start({ REDIS_URL: redis.url });
    });
    afterAll(() => world.stop());

    it('are all taken, and each is answered once', async () => {
      expect(await burst(world, PLAN, PATIENCE)).toMatchObject(onlyTaken);
    });
  });
});
