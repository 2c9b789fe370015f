import { expect, it } from '@jest/globals';

import { startServices } from '../../sandbox/services/index.ts';
import { fullLedger } from '../core/remembrancer/verify/full-proof.ts';
import { survivorsInFile } from '../core/remembrancer/verify/mutations.ts';

const HALF_AN_HOUR = 1_800_000;

it(
  'no byte of a proof file can be changed, left out or doubled, but those that are not authenticated',
  async () => {
    const services = await startServices();
    const release = await (await fullLedger(services)).release('one');
    await services.stop();
    expect(await survivorsInFile(release, { stride: 1, offset: 0 })).toEqual([]);
  },
  HALF_AN_HOUR,
);
