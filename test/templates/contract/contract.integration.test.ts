import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeMonitoring } from '../metrics/metrics-contract.ts';
import { MAKE_TIMEOUT_MS } from '../make.ts';
import { describeGreetings } from './greetings-contract.ts';
import { languages, type Launch, prepare } from './languages.ts';
import { describeOperations } from './operations-contract.ts';
import { describeProcess } from './process-contract.ts';
import { kill, type ServiceProcess, start } from './service-process.ts';
import { describeWorker } from './worker-contract.ts';

const KINDS = { service: describeGreetings, worker: describeWorker } as const;

/** A greeting; a worker works by itself. */
const USES = {
  service: ({ fetch }: ServiceProcess) => fetch('/v1/greetings', { method: 'POST', body: '{"name":"Ada"}' }),
  worker: () => Promise.resolve(),
} as const;

describe.each(languages)('%s', (language) => {
  describe.each(Object.keys(KINDS) as (keyof typeof KINDS)[])('%s', (kind) => {
    let folder: string;
    let prepared: Launch;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'vaultmesh-contract-'));
      prepared = await prepare(join(folder, 'my-service'), { language, kind });
    }, MAKE_TIMEOUT_MS);

    afterAll(() => rm(folder, { recursive: true, force: true }));

    describeOperations(() => prepared);
    describeProcess(() => prepared);
    KINDS[kind](() => prepared);

    describe('monitoring', () => {
      let process: ServiceProcess;
      beforeAll(async () => {
        process = await start(prepared, { INTERVAL_SECONDS: '0.1' });
      });
      afterAll(() => kill(process));
      describeMonitoring(kind, () => ({ launch: prepared, process, use: () => USES[kind](process) }));
    });
  });
});
