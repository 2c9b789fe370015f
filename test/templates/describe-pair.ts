import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { type Launch, prepare } from './contract/languages.ts';
import { MAKE_TIMEOUT_MS } from './make.ts';
import { type Pair, startPair } from './mq/pair.ts';

/** Which languages a service and a worker are written in, and the broker between them. */
export interface PairOptions {
  readonly service: string;
  readonly worker: string;
  readonly mq: 'nats' | 'rabbitmq';
}

/** A running pair, and what it was started from. The service has an MCP server. */
export interface PairWorld {
  readonly pair: Pair;
  readonly launches: Readonly<Record<'service' | 'worker', Launch>>;
}

/** Runs tests with a service and a worker that were spawned, made and started for them. */
export function describePair(
  { service, worker, mq }: PairOptions,
  tests: (world: () => PairWorld) => void,
): void {
  describe(`${service} service, ${mq}, ${worker} worker`, () => {
    let folder: string;
    let world: PairWorld | undefined;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'vaultmesh-pair-'));
      const launches = {
        service: await prepare(join(folder, 'greeter'), {
          name: 'greeter',
          language: service,
          kind: 'service',
          mcp: true,
          mq,
        }),
        worker: await prepare(join(folder, 'answerer'), {
          name: 'answerer',
          language: worker,
          kind: 'worker',
          mq,
        }),
      };
      world = { launches, pair: await startPair(mq, folder, launches) };
    }, 2 * MAKE_TIMEOUT_MS);

    afterAll(async () => {
      await world?.pair.end();
      await rm(folder, { recursive: true, force: true });
    });

    tests(() => world as PairWorld);
  });
}
