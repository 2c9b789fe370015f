import { enums, readSignature, type PublicKey, type Signature } from 'openpgp';

import { formatTime, isAfter } from '../../../common/clock.ts';
import type { VerdictReason } from '../layer-verdict.ts';

/** What keeps a detached signature from being one. */
export interface DetachedFault {
  readonly reason: VerdictReason;
  /** A sentence for a person, without its full stop. */
  readonly what: string;
}

/**
 * What is wrong with a detached OpenPGP signature (armored) that can be seen without the content that it is over: its form, whether one
 * of `keys` made it, and whether that key could sign when it did, which may not be after `at`. That it is over the content only
 * `verifyDetached` can say.
 */
export async function detachedFault(
  armored: string,
  keys: readonly PublicKey[],
  at: Date,
): Promise<DetachedFault | undefined> {
  let signature: Signature;
  try {
    signature = await readSignature({ armoredSignature: armored });
  } catch {
    return { reason: 'malformed', what: 'It is not an armored OpenPGP signature' };
  }
  const [packet, ...more] = signature.packets;
  if (packet?.signatureType !== enums.signature.binary || packet.created === null || more.length > 0) {
    return { reason: 'malformed', what: 'It is not exactly one OpenPGP signature over binary content' };
  }
  const { created, issuerKeyID } = packet;
  const id = issuerKeyID.toHex().toUpperCase();
  const named = keys.filter((key) => key.getKeys(issuerKeyID).length > 0);
  if (named.length === 0) {
    return { reason: 'unknown-signer', what: `It is by the OpenPGP key ${id}, which is not at hand` };
  }
  if (isAfter(created, at)) {
    return { reason: 'in-future', what: `It states that it was made at ${formatTime(created)}` };
  }
  for (const key of named) {
    const couldSign = await key.getSigningKey(issuerKeyID, created).then(
      () => true,
      () => false,
    );
    if (couldSign) return undefined;
  }
  return {
    reason: 'wrong-usage',
    what: `It is by the OpenPGP key ${id}, which could not sign at ${formatTime(created)}`,
  };
}
