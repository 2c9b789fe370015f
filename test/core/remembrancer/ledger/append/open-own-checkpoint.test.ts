import { expect, it } from '@jest/globals';

import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  hexId,
  memoryStore,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { sampleRecord } from '../sample-records.ts';

const [ours, theirs] = [1, 2].map(() => parseSignerKey(generateLogKey('github.com/acme/app').signerKey));
const options = { random: () => 0 };

it('a key that did not begin the ledger appends nothing, and is told what to do while it is empty', async () => {
  const store = memoryStore(emptyLedger(theirs!));
  const refused = (): Promise<unknown> =>
    appendRecords(store, ours!, [sampleRecord('a')], options).then(
      () => undefined,
      (error: unknown) => error,
    );
  expect(await refused()).toMatchObject({
    code: 'verification-failed',
    message: expect.stringMatching(
      new RegExp(
        `${hexId(ours!)}.*${hexId(theirs!)}.*delete the branch and run "vaultmesh ledger init" again`,
      ),
    ),
  });
  expect(store.history()).toHaveLength(1);

  await appendRecords(store, theirs!, [sampleRecord('b')], options);
  expect(await refused()).toMatchObject({
    code: 'verification-failed',
    message: expect.stringMatching(/give the key that it was made with, or that took its place\.$/u),
  });
});
