import { expect, it } from '@jest/globals';

import { sha256Hex, utf8 } from '../../../core/common/bytes.ts';
import { readTimestamp, verifyTimestamp } from '../../../core/remembrancer/evidence/rfc3161/index.ts';
import { memoryAuthority, tokenOver } from './memory-authority.ts';

it('gives tokens that hold, and that say when its certificate ends', async () => {
  const ends = new Date('2030-02-03T04:05:06Z');
  const authority = await memoryAuthority({ ends });
  const tsr = await tokenOver(authority, utf8('a'));
  const subject = { sha256: sha256Hex('a') };
  const trust = { roots: [authority.root], spkiPins: [] };
  expect(await verifyTimestamp({ tsr, subject, at: new Date(), trust })).toMatchObject({ status: 'valid' });
  expect(await readTimestamp(tsr)).toMatchObject({ sha256: subject.sha256, expires: ends });
  expect(await readTimestamp(tsr.subarray(1))).toContain('it is not an RFC 3161 response');
});
