import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeGreetings } from './greetings-contract.ts';
import { languages, type Launch, prepare } from './languages.ts';
import { describeOperations } from './operations-contract.ts';
import { describeProcess } from './process-contract.ts';
import { describeWorker } from './worker-contract.ts';

const KINDS = { service: describeGreetings, worker: describeWorker } as const;

describe.each(languages)('%s', (language) => {
  describe.each(Object.keys(KINDS) as (keyof typeof KINDS)[])('%s', (kind) => {
    let folder: string;
    let prepared: Launch;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'vaultmesh-contract-'));
      prepared = await prepare(join(folder, 'my-service'), { language, kind });
    }, 600_000);

    afterAll(() => rm(folder, { recursive: true, force: true }));

    describeOperations(() => prepared);
    describeProcess(() => prepared);
    KINDS[kind](() => prepared);
  });
});
