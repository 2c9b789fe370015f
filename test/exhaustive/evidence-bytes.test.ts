import { beforeAll, expect, it } from '@jest/globals';

import { startServices } from '../../sandbox/services/index.ts';
import { fullLedger, type FullRelease } from '../core/remembrancer/verify/full-proof.ts';
import { survivorsInEvidence, survivorsInToken } from '../core/remembrancer/verify/mutations.ts';

const EVERY = { stride: 1, offset: 0 };
const ONE_HOUR = 3_600_000;

let release: FullRelease;

beforeAll(async () => {
  const services = await startServices();
  release = await (await fullLedger(services)).release('one');
  await services.stop();
}, 60_000);

it(
  'no byte of a receipt or an evidence file can be changed, left out or doubled',
  async () => {
    expect(await survivorsInEvidence(release, EVERY)).toEqual([]);
  },
  ONE_HOUR,
);

it(
  'no byte of a token over the checkpoint, but those that are not authenticated',
  async () => {
    expect(await survivorsInToken(release, EVERY)).toEqual([]);
  },
  ONE_HOUR,
);
