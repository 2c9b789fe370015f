import { beforeAll, expect, it } from '@jest/globals';

import { startServices } from '../../sandbox/services/index.ts';
import { fullLedger, type FullRelease } from '../core/remembrancer/verify/full-proof.ts';
import { survivorsInFile } from '../core/remembrancer/verify/mutations.ts';

const ONE_HOUR = 3_600_000;
const SHARES = 16;

let release: FullRelease;

beforeAll(async () => {
  const services = await startServices();
  release = await (await fullLedger(services)).release('one');
  await services.stop();
});

// In shares, so that a long run shows how far it is.
it.each(Array.from({ length: SHARES }, (_, offset) => offset))(
  'no byte of a proof file can be changed, left out or doubled, but those that are not authenticated: every sixteenth from %i on',
  async (offset) => {
    expect(await survivorsInFile(release, { stride: SHARES, offset })).toEqual([]);
  },
  ONE_HOUR,
);
