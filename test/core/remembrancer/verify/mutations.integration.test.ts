import { beforeAll, describe, expect, it } from '@jest/globals';

import { startServices } from '../../../../sandbox/services/index.ts';
import { fullLedger, type FullRelease } from './full-proof.ts';
import { survivorsInEvidence, survivorsInFile, survivorsInToken } from './mutations.ts';

let release: FullRelease;

beforeAll(async () => {
  const services = await startServices();
  release = await (await fullLedger(services)).release('one');
  await services.stop();
});

// Every byte of them is changed in test/exhaustive/proof-file-bytes.test.ts and evidence-bytes.test.ts.
describe('a byte of a proof that is changed, left out or doubled', () => {
  const sample = { stride: 211, offset: 7 };

  it('never leaves the proof file valid, but where the specification says so', async () => {
    expect(await survivorsInFile(release, sample)).toEqual([]);
  });

  it('never leaves the time of the checkpoint valid, but where the specification says so', async () => {
    expect(await survivorsInToken(release, { stride: 31, offset: 7 })).toEqual([]);
  });

  it('never leaves a receipt, or evidence that it commits to, anything but invalid', async () => {
    expect(await survivorsInEvidence(release, { stride: 31, offset: 7 })).toEqual([]);
  });
});
