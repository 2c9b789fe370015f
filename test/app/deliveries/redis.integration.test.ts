import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../../../sandbox/world/app-process.ts';
import { freePort } from '../../../sandbox/world/free-port.ts';
import { settled } from '../../../sandbox/world/settled.ts';
import { until } from '../../../sandbox/world/until.ts';
import { type HelpCommands, helpCommands } from '../fixtures/help-commands.ts';
import { makeCertificate } from '../fixtures/make-certificate.ts';
import { noRedis, type RedisServer, redisServer } from '../fixtures/redis-server.ts';
import { ORGANIZATION, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';

const REPOSITORIES = ['one', 'two', 'three'];

const describeWithRedis = noRedis === undefined ? describe : describe.skip;

describeWithRedis(`deliveries on a real Redis${noRedis === undefined ? '' : ` (${noRedis})`}`, () => {
  let redis: RedisServer;
  let world: SandboxApp;
  let commands: HelpCommands;

  beforeAll(async () => {
    redis = await redisServer();
    await redis.start();
    world = await startSandboxApp({ environment: { REDIS_URL: redis.url } });
    for (const name of REPOSITORIES) {
      await world.maria.octokit.repos.createInOrg({ org: ORGANIZATION, name, auto_init: true });
    }
    world.install();
    await world.settled();
  });
  afterAll(async () => {
    await world.stop();
    await redis.remove();
  });
  const giveToEach = async (times: number): Promise<void> => {
    const giveTo = async (name: string): Promise<void> => {
      for (let time = 0; time < times; time++) await commands.give(name);
    };
    await Promise.all(REPOSITORIES.map(giveTo));
    await world.github.idle();
  };

  it.each([
    ['to which GitHub delivers', true],
    ['which only works', false],
  ])(
    'are each finished once, in the order of their repository, when that of two processes is killed under load %s',
    async (_, isDoor) => {
      commands = helpCommands(world.maria);
      const other: AppProcess = await startApp(await freePort(), world.environment);
      const [killed, left] = isDoor ? [world.app, other] : [other, world.app];
      try {
        await giveToEach(10);
        await killed.stop('SIGKILL');
        expect(await commands.answers()).toBeLessThan(30);
        await settled(world.github, left);
        expect(await commands.order()).toEqual(commands.given);
      } finally {
        await other.stop();
        if (isDoor) {
          await world.restart('SIGKILL');
          await world.settled();
        }
      }
    },
  );

  it('are answered 503 while Redis refuses to write, and found by the sweep', async () => {
    commands = helpCommands(world.maria);
    await giveToEach(2);
    await redis.tell('CONFIG', 'SET', 'maxmemory', '1');
    await giveToEach(1);
    expect(await commands.answers()).toBeLessThan(9);
    expect(world.app.log().split('Delivery turned away').length - 1).toBeGreaterThanOrEqual(3);
    await redis.tell('CONFIG', 'SET', 'maxmemory', '0');
    await world.settled();
    await world.restart('SIGTERM');
    await world.settled();
    expect(await commands.order()).toEqual(commands.given);
  });

  it('that were answered 202 are not lost when Redis is stopped and started, and the app goes on by itself', async () => {
    commands = helpCommands(world.maria);
    await giveToEach(6);
    await redis.stop();
    const answered = await commands.answers();
    expect(answered).toBeLessThan(18);
    const readiness = async () => (await fetch(`http://127.0.0.1:${world.port}/readyz`)).status;
    await until('the app to be not ready', async () => (await readiness()) === 503);
    // GitHub is told that this one was not taken.
    await commands.give('one');
    await world.github.idle();
    await redis.start();
    await until('the app to be ready', async () => (await readiness()) === 200);
    await world.settled();
    expect(await commands.answers()).toBeGreaterThanOrEqual(18);

    await world.restart('SIGTERM');
    await world.settled();
    expect(await commands.order()).toEqual(commands.given);
  });

  it('have no second effect when GitHub delivers them again', async () => {
    const before = world.github.traffic.exchanges.length;
    await world.redeliverLast('issue_comment');
    const routes = world.github.traffic.exchanges
      .slice(before)
      .map(({ method, route }) => `${method} ${route}`);
    expect(routes.filter((route) => !route.includes('/app/hook/'))).toEqual([]);
  });

  it('come over TLS, from a Redis whose authority the app is told', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-ca-'));
    const certificate = makeCertificate(directory);
    const secure = await redisServer([], certificate);
    try {
      await secure.start();
      const environment = { REDIS_URL: secure.tlsUrl, NODE_EXTRA_CA_CERTS: certificate.authority };
      commands = helpCommands(world.maria);
      await world.app.stop();
      const app = await startApp(world.port, { ...world.environment, ...environment });
      try {
        await commands.give('one');
        await settled(world.github, app);
        expect(await commands.answers()).toBe(1);
        expect(await secure.tell('DBSIZE')).not.toBe('0');
      } finally {
        await app.stop();
      }
    } finally {
      await secure.remove();
      await rm(directory, { recursive: true });
    }
  });
});
