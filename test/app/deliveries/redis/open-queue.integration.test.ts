import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openQueue } from '../../../../app/deliveries/open-queue.ts';
import { until } from '../../../../sandbox/world/until.ts';
import { noRedis, type RedisServer, redisServer } from '../../fixtures/redis-server.ts';
import { testConfig } from '../../fixtures/started-app.ts';

const describeWithRedis = noRedis === undefined ? describe : describe.skip;

describeWithRedis(`at the start${noRedis === undefined ? '' : ` (${noRedis})`}`, () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await redisServer();
    await redis.start();
  });
  afterAll(async () => {
    await redis.remove();
  });

  const open = () => openQueue({ ...testConfig(), redisUrl: redis.url }, { warn: () => undefined });

  it('the queue is there when Redis answers, so that the first sweep finds it', async () => {
    const queue = await open();
    expect(await queue.load()).toEqual({ waiting: 0, active: 0 });
    await queue.close(1_000);
  });

  it('a Redis that is away holds up nothing', async () => {
    await redis.stop();
    const queue = await open();
    await expect(queue.ready()).rejects.toThrow('Redis did not answer');
    await redis.start();
    const isReady = () =>
      queue.ready().then(
        () => true,
        () => false,
      );
    await until('Redis, there again', isReady);
    await queue.close(1_000);
  });
});
