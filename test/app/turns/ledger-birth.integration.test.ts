import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromUtf8 } from '../../../core/common/bytes.ts';
import { githubStore, parseSignerKey } from '../../../core/remembrancer/ledger/index.ts';
import { type AppProcess, startApp } from '../../../sandbox/world/app-process.ts';
import { freePort } from '../../../sandbox/world/free-port.ts';
import { settled } from '../../../sandbox/world/settled.ts';
import { noRedis, type RedisServer, redisServer } from '../fixtures/redis-server.ts';
import { type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';

const describeWithRedis = noRedis === undefined ? describe : describe.skip;

describeWithRedis(`ledgers${noRedis === undefined ? '' : ` (${noRedis})`}`, () => {
  let redis: RedisServer;
  let world: SandboxApp;

  beforeAll(async () => {
    redis = await redisServer();
    await redis.start();
    world = await startSandboxApp({ environment: { REDIS_URL: redis.url } });
    await world.app.stop();
  });
  afterAll(async () => {
    await world.stop();
    await redis.remove();
  });

  /** Installs the app on so many new organisations, each with a platform repository that has no ledger. */
  async function organisations(round: number, count: number): Promise<string[]> {
    const logins = Array.from({ length: count }, (_, number) => `acme-${round}-${number}`);
    for (const login of logins) {
      world.github.createOrganization({ login, members: { maria: 'admin' } });
      await world.maria.octokit.repos.createInOrg({ org: login, name: 'platform', auto_init: true });
      world.github.installApp({ slug: 'vaultmesh', account: login });
    }
    await world.github.idle();
    return logins;
  }

  /** What the secret of a platform repository signs as, and what its ledger says of its key. */
  async function keysOf(owner: string): Promise<{ secret: string; branch: string }> {
    const name = { owner, repo: 'platform' };
    const { files } = await githubStore(world.maria.octokit, name).read(['vkey']);
    const secrets = world.github.secretsFor({ ...name, environment: 'ledger' });
    return {
      secret: parseSignerKey(secrets['VAULTMESH_LOG_KEY'] ?? '').verifierKey,
      branch: fromUtf8(files.get('vkey') ?? new Uint8Array()).trim(),
    };
  }

  it.each([1, 2, 3])(
    'have the key of which their branch speaks where two processes start at the same time, time %i',
    async (round) => {
      const logins = await organisations(round, 4);
      const ports = [await freePort(), await freePort()];
      const both: AppProcess[] = await Promise.all(ports.map((port) => startApp(port, world.environment)));
      try {
        for (const each of both) await settled(world.github, each);
        for (const login of logins) {
          const { secret, branch } = await keysOf(login);
          expect(secret).toBe(branch);
        }
        const told = both.map((each) => each.log()).join('');
        expect(told).not.toContain('Platform repository is not set up');
      } finally {
        await Promise.all(both.map((each) => each.stop()));
      }
    },
  );
});
