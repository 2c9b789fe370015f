import type { Bundle } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier, type Signer, type TrustMaterial } from '@sigstore/verify';

import { VaultMeshError } from '../../../common/error.ts';

/**
 * Who signed a bundle, when everything in it holds by the trusted root: certificate and its transparency (one SCT), a
 * time from Rekor or a time-stamping authority, one inclusion in Rekor, the signature. `content` is what a message
 * signature is over; an envelope has its own. Throws the library's `VerificationError`, a plain `Error` for
 * parts that do not parse, and `usage` for a trusted root that is none.
 */
export function bundleSigner(bundle: Bundle, trustedRoot: object, content?: Uint8Array): Signer {
  const thresholds = { ctlogThreshold: 1, tlogThreshold: 1, timestampThreshold: 1 };
  return new Verifier(trustMaterial(trustedRoot), thresholds).verify(
    toSignedEntity(bundle, content && Buffer.from(content)),
  );
}

function trustMaterial(trustedRoot: object): TrustMaterial {
  try {
    return toTrustMaterial(TrustedRoot.fromJSON(trustedRoot));
  } catch (cause) {
    throw new VaultMeshError(
      'usage',
      'The Sigstore trusted root of the trust file cannot be read; take a `trusted_root.json` of your Sigstore.',
      { cause },
    );
  }
}
