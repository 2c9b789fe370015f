import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allCommands } from '../../../app/commands/all-commands.ts';
import type { Invocation } from '../../../app/commands/command.ts';
import { spawnRequested } from '../../../app/commands/spawn.ts';
import { readConfig } from '../../../app/config.ts';
import { createProbot } from '../../../app/create-probot.ts';
import { createMetrics } from '../../../app/metrics/create-metrics.ts';
import { type OpenTurns, openTurns } from '../../../app/turns/open-turns.ts';
import { systemClock } from '../../../core/common/clock.ts';
import { parseSpawnRequest } from '../../../core/spawn/index.ts';
import { noRedis, type RedisServer, redisServer } from '../fixtures/redis-server.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';

const describeWithRedis = noRedis === undefined ? describe : describe.skip;

describeWithRedis(`the quota of a person${noRedis === undefined ? '' : ` (${noRedis})`}`, () => {
  let redis: RedisServer;
  let world: SandboxApp;
  const opened: OpenTurns[] = [];

  beforeAll(async () => {
    redis = await redisServer();
    await redis.start();
    world = await startSandboxApp({ inProcess: true });
    world.install();
    await world.settled();
  });
  afterAll(async () => {
    for (const turns of opened) turns.close();
    await world.stop();
    await redis.remove();
  });

  /** Makes a service for somebody who may have one in an hour, as another process than the last one would. */
  async function spawnElsewhere(name: string, comment: number): Promise<string> {
    const config = readConfig({ ...world.environment, REDIS_URL: redis.url, LOG_LEVEL: 'fatal' });
    const metrics = createMetrics(systemClock);
    const { signal } = new AbortController();
    const turns = await openTurns(config, { sleep: (ms) => sleep(ms), random: Math.random, signal });
    opened.push(turns);
    const probot = createProbot(config, metrics);
    const { data: installation } = await (
      await probot.auth()
    ).rest.apps.getOrgInstallation({ org: ORGANIZATION });
    const maria = { login: 'maria', id: (await world.maria.octokit.users.getAuthenticated()).data.id };
    const invocation: Invocation = {
      values: {},
      comment: { repository: PLATFORM, issue: 1, comment, createdAt: '2026-11-20T09:00:00Z' },
      commentUrl: `${world.github.url}/${ORGANIZATION}/platform/issues/1#issuecomment-${comment}`,
      ownedByOrganisation: true,
      person: maria,
      grant: { spawn: { reserved: [], perPersonPerHour: 1, placeOf: (member) => member } },
      commands: allCommands(),
      client: await probot.auth(installation.id),
      services: { config, clock: systemClock, turns, metrics },
    };
    const request = parseSpawnRequest({ name, owner: ORGANIZATION });
    return spawnRequested(invocation, request, undefined, maria);
  }

  it('holds where two processes make a service for them at the same moment', async () => {
    const outcomes = await Promise.allSettled([
      spawnElsewhere('orders', 1001),
      spawnElsewhere('billing', 1002),
    ]);
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toEqual([expect.objectContaining({ code: 'policy' })]);
    const { data: repositories } = await world.maria.octokit.repos.listForOrg({ org: ORGANIZATION });
    expect(repositories.filter(({ name }) => ['orders', 'billing'].includes(name))).toHaveLength(1);
  });
});
