import type { Bundle } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier, type Signer } from '@sigstore/verify';

/**
 * Who signed a bundle, when everything in it holds by the trusted root: certificate and its transparency (one SCT), a
 * time from Rekor or a time-stamping authority, one inclusion in Rekor, the signature. `content` is what a message
 * signature is over; an envelope has its own. Throws the library's `VerificationError`.
 */
export function bundleSigner(bundle: Bundle, trustedRoot: object, content?: Uint8Array): Signer {
  const trust = toTrustMaterial(TrustedRoot.fromJSON(trustedRoot));
  const thresholds = { ctlogThreshold: 1, tlogThreshold: 1, timestampThreshold: 1 };
  return new Verifier(trust, thresholds).verify(toSignedEntity(bundle, content && Buffer.from(content)));
}
