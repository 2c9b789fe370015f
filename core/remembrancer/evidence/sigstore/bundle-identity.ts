import type { Signer } from '@sigstore/verify';

import type { SigstoreIdentity } from '../../trust/trust-file.ts';
import { bundleSigner } from './bundle-signer.ts';
import { certificateIdentity } from './certificate-identity.ts';
import { readBundle } from './read-bundle.ts';

/**
 * The workflow that signed a Sigstore bundle (JSON text), at whatever ref; `undefined` when the bundle does not hold
 * under `trustedRoot` or was not signed by a workflow.
 */
export function bundleIdentity(bundle: string, trustedRoot: object): SigstoreIdentity | undefined {
  const signer = signerOf(bundle, trustedRoot);
  const { issuer, repository, workflow } = signer ? certificateIdentity(signer) : {};
  if (issuer === undefined || repository === undefined) return undefined;
  const path = workflow?.startsWith(`${repository}/`)
    ? workflow.slice(repository.length + 1).split('@')[0]
    : undefined;
  return { issuer, repository, ...(path && { workflow: path }) };
}

function signerOf(bundle: string, trustedRoot: object): Signer | undefined {
  try {
    return bundleSigner(readBundle(bundle), trustedRoot);
  } catch {
    return undefined;
  }
}
