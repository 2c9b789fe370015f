import { createPublicKey } from 'node:crypto';
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity } from '@sigstore/verify';
import { verifyTLogBody } from '@sigstore/verify/dist/tlog/index.js';

/**
 * Throws a plain `Error` unless a bundle that was just made parses in all its parts, its signature is by the key of its
 * certificate, and its entries in logs and its time-stamps are about it: what services answered with status 200 goes into it
 * unread, and on the ledger it would stay.
 */
export function checkMadeBundle(bundle: unknown): void {
  const { key, signature, tlogEntries, timestamps } = toSignedEntity(bundleFromJSON(bundle));
  if (key.$case !== 'certificate') throw new Error('the bundle has no certificate');
  const publicKey = createPublicKey({ key: key.certificate.publicKey, format: 'der', type: 'spki' });
  if (!signature.verifySignature(publicKey)) throw new Error('the certificate is for another key');
  for (const entry of tlogEntries) verifyTLogBody(entry, signature);
  for (const each of timestamps) {
    if (each.$case === 'timestamp-authority') each.timestamp.tstInfo.verify(signature.signature);
  }
}
