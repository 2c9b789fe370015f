import { expect, it } from '@jest/globals';
import { Certificate } from 'pkijs';

import { certificateDer } from '../../../../../core/remembrancer/evidence/rfc3161/certificate-der.ts';
import { opensslAuthority } from './openssl-authority.ts';

const RSA = ['-newkey', 'rsa:3072'];

it.each([
  ['elliptic curve', {}],
  ['RSA', { key: RSA }],
])('the DER of a certificate with an %s key is what it was read from', async (_, options) => {
  const authority = await opensslAuthority(options);
  try {
    const der = Buffer.from(authority.root.replaceAll(/-----[^-]+-----/g, ''), 'base64');
    expect(der.length).toBeGreaterThan(300);
    expect(Buffer.from(certificateDer(Certificate.fromBER(new Uint8Array(der))))).toEqual(der);
  } finally {
    await authority.close();
  }
});
