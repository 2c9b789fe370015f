import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';

import type { SigstoreIdentity } from '../../trust/trust-file.ts';
import { certificateIdentity } from './certificate-identity.ts';

/**
 * The workflow that signed a Sigstore bundle (JSON text), at whatever ref; `undefined` when the bundle does not hold
 * under `trustedRoot` or was not signed by a workflow.
 */
export function bundleIdentity(bundle: string, trustedRoot: object): SigstoreIdentity | undefined {
  try {
    const trust = toTrustMaterial(TrustedRoot.fromJSON(trustedRoot));
    const signer = new Verifier(trust).verify(toSignedEntity(bundleFromJSON(JSON.parse(bundle))));
    const { issuer, repository, workflow } = certificateIdentity(signer);
    if (issuer === undefined || repository === undefined) return undefined;
    const path = workflow?.startsWith(`${repository}/`)
      ? workflow.slice(repository.length + 1).split('@')[0]
      : undefined;
    return { issuer, repository, ...(path && { workflow: path }) };
  } catch {
    return undefined;
  }
}
