import { expect, it } from '@jest/globals';

import { afterAppend } from '../../cli/after-append.ts';
import { VaultMeshError } from '../../core/common/error.ts';

it('gives what was written', async () => {
  expect(await afterAppend('incident:1 is entry 0', () => Promise.resolve(['a.vmproof']))).toEqual([
    'a.vmproof',
  ]);
});

it('says of a proof that cannot be written that the record stands, and how to get the proof', async () => {
  const full = new VaultMeshError('not-permitted', 'a.vmproof cannot be written (no space is left).');
  await expect(afterAppend('incident:1 is entry 0', () => Promise.reject(full))).rejects.toMatchObject({
    code: 'not-permitted',
    message:
      'a.vmproof cannot be written (no space is left). incident:1 is entry 0; only the proof was not written: run the ' +
      'same command again with another --out.',
    cause: full,
  });
});
