import { Certificate } from 'pkijs';

import { VaultMeshError } from '../../../common/error.ts';
import type { TimestampAnchors } from './certificate-path.ts';

/** A block of RFC 7468; text around it is explanation. */
const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** The pinned roots as certificates. Throws `usage` for a root that is not one PEM certificate. */
export function parseAnchors(trust: {
  readonly roots: readonly string[];
  readonly spkiPins: readonly string[];
}): TimestampAnchors {
  return { roots: trust.roots.map(parseCertificate), spkiPins: trust.spkiPins };
}

function parseCertificate(pem: string, index: number): Certificate {
  try {
    const [block, ...others] = pem.matchAll(PEM);
    if (others.length > 0) throw new Error('there is more than one certificate');
    return Certificate.fromBER(new Uint8Array(Buffer.from(block?.[1] ?? '', 'base64')));
  } catch (cause) {
    throw new VaultMeshError(
      'usage',
      `Time-stamping root ${index + 1} of the trust file is not one PEM certificate.`,
      { cause },
    );
  }
}
