import type { Signer } from '@sigstore/verify';

import type { SigstoreIdentity } from '../../trust/trust-file.ts';
import { bundleSigner } from './bundle-signer.ts';
import { certificateIdentity } from './certificate-identity.ts';
import { readBundle } from './read-bundle.ts';

const TAGS = 'refs/tags/';

/**
 * The workflow that signed a Sigstore bundle (JSON text), at its branch or at any tag if it was a tag; `undefined` when the
 * bundle does not hold under `trustedRoot` or was not signed by a workflow.
 */
export function bundleIdentity(bundle: string, trustedRoot: object): SigstoreIdentity | undefined {
  const signer = signerOf(bundle, trustedRoot);
  const { issuer, repository, workflow, ref } = signer ? certificateIdentity(signer) : {};
  if (issuer === undefined || repository === undefined) return undefined;
  const path = workflow?.startsWith(`${repository}/`)
    ? workflow.slice(repository.length + 1).split('@')[0]
    : undefined;
  const refs = ref?.startsWith(TAGS) ? `${TAGS}*` : ref;
  return { issuer, repository, ...(path && { workflow: path }), ...(refs && { ref: refs }) };
}

function signerOf(bundle: string, trustedRoot: object): Signer | undefined {
  try {
    return bundleSigner(readBundle(bundle), trustedRoot);
  } catch {
    return undefined;
  }
}
