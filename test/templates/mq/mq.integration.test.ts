/* eslint-disable @typescript-eslint/no-unnecessary-condition -- the variable changes in a callback that eslint does not follow */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { languages, type Launch, prepare } from '../contract/languages.ts';
import { kill, type ServiceProcess, start, until } from '../contract/service-process.ts';
import { type Broker, brokers } from './broker.ts';

const GREETINGS = 150;

describe.each(languages)('%s', (language) => {
  describe.each(Object.keys(brokers) as (keyof typeof brokers)[])('%s', (mq) => {
    let folder: string;
    let broker: Broker;
    let launches: Record<'service' | 'worker', Launch>;
    let service: ServiceProcess | undefined;
    let worker: ServiceProcess | undefined;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'vaultmesh-mq-'));
      broker = await brokers[mq](join(folder, 'broker'));
      launches = {
        service: await prepare(join(folder, 'greeter'), { name: 'greeter', language, kind: 'service', mq }),
        worker: await prepare(join(folder, 'answerer'), { name: 'answerer', language, kind: 'worker', mq }),
      };
    }, 900_000);

    afterAll(async () => {
      await kill(service);
      await kill(worker);
      await broker.kill();
      await rm(folder, { recursive: true, force: true });
    }, 60_000);

    it('restarts of broker and worker lose no event', async () => {
      const variables = { MQ_URL: broker.url, SHUTDOWN_SECONDS: '10' };
      await broker.start();
      const greeter = await start(launches.service, variables);
      service = greeter;
      worker = await start(launches.worker, variables);

      const accepted: string[] = [];
      const post = async (number: number): Promise<void> => {
        const body = JSON.stringify({ name: `number ${number}` });
        const response = await greeter.fetch('/v1/greetings', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        if (response.status === 201) accepted.push(((await response.json()) as { id: string }).id);
        else expect(response.status).toBe(503);
      };
      const disturbances: Readonly<Record<number, () => Promise<void>>> = {
        25: async () => {
          worker?.child.kill('SIGTERM');
          expect(await worker?.ended).toEqual([0, null]);
          worker = await start(launches.worker, variables);
        },
        50: async () => {
          await broker.kill();
          await until(async () => (await greeter.status('/readyz')) === 503);
          expect(await (await greeter.fetch('/readyz')).json()).toEqual({ status: 'disconnected' });
          await post(-1);
          await broker.start();
          await until(async () => (await greeter.status('/readyz')) === 200, 60_000);
        },
        100: async () => {
          await kill(worker);
          worker = await start(launches.worker, variables);
        },
      };
      for (let number = 0; number < GREETINGS; number += 1) {
        await disturbances[number]?.();
        await post(number);
      }
      expect(accepted).toHaveLength(GREETINGS);

      const missing = async (): Promise<string[]> => {
        const answered = new Set((await broker.completed()).map((body) => (JSON.parse(body) as { id: string }).id));
        return accepted.filter((id) => !answered.has(id));
      };
      await until(async () => (await missing()).length === 0, 90_000).catch(() => sleep(0));
      expect(await missing()).toEqual([]);
      worker?.child.kill('SIGTERM');
      expect(await worker?.ended).toEqual([0, null]);
    }, 300_000);
  });
});
