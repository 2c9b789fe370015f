import { createMessage, enums, readSignature, verify, type PublicKey, type Signature } from 'openpgp';

import { formatTime } from '../../../common/clock.ts';
import type { ArtifactContent } from '../artifact-content.ts';
import type { LayerVerdict, VerdictReason } from '../layer-verdict.ts';
import { drain } from './drain.ts';
import { readPublicKeys } from './read-public-keys.ts';

export interface VerifyDetachedOptions {
  readonly content: ArtifactContent;
  /** The armored text of the `.asc` file. */
  readonly signature: string;
  /** Armored public keys from anywhere. They carry no trust: that comes from `fingerprints` alone. */
  readonly publicKeys: readonly string[];
  /** Fingerprints of the primary keys that are trusted, hex. */
  readonly fingerprints: readonly string[];
  /** The moment to judge the key at. */
  readonly at: Date;
}

/**
 * Checks a detached OpenPGP signature (RFC 9580). The key must have been valid when the signature was made and at
 * `at`. A revocation for a compromised key, or without a reason, counts whenever it was made; one for a retired or
 * superseded key counts from its own time on. Revocations are taken from every copy of the key that is given.
 */
export async function verifyDetached(options: VerifyDetachedOptions): Promise<LayerVerdict> {
  let signature: Signature;
  try {
    signature = await readSignature({ armoredSignature: options.signature });
  } catch {
    return verdict('malformed', 'The OpenPGP signature is not an armored signature.');
  }
  const [packet, ...more] = signature.packets;
  // A text signature also holds for other line endings, so it does not name one artifact.
  if (packet?.signatureType !== enums.signature.binary || more.length > 0) {
    return verdict('malformed', 'The OpenPGP signature must be exactly one signature over binary content.');
  }
  const keys = await readPublicKeys(options.publicKeys);
  const key = keys.find((each) => each.getKeys(packet.issuerKeyID).length > 0);
  if (key === undefined) {
    const id = packet.issuerKeyID.toHex().toUpperCase();
    return verdict(
      'unknown-signer',
      `The OpenPGP signature is by key ${id}, which is not in the proof or the trust file.`,
    );
  }
  return judge(options, signature, key);
}

async function judge(
  options: VerifyDetachedOptions,
  signature: Signature,
  key: PublicKey,
): Promise<LayerVerdict> {
  const by = key.getFingerprint().toUpperCase();
  const created = signature.packets[0]?.created;
  const signed = { by, ...(created && { time: formatTime(created) }) };
  try {
    await verifySignature(options, signature, key);
  } catch (error) {
    const reason = reasonOf(error);
    return { ...verdict(reason, `OpenPGP signature by ${by}: ${sentence(reason, options.at)}`), ...signed };
  }
  if (!options.fingerprints.some((pinned) => pinned.toUpperCase() === by)) {
    return {
      ...verdict(
        'unknown-signer',
        `The OpenPGP signature is by ${by}, a key that the trust file does not pin.`,
      ),
      ...signed,
    };
  }
  return { ...verdict('verified', `Signed by the pinned OpenPGP key ${by}.`), ...signed };
}

async function verifySignature(
  options: VerifyDetachedOptions,
  signature: Signature,
  key: PublicKey,
): Promise<void> {
  const message = await createMessage({ binary: options.content(), format: 'binary' });
  const verification = await verify({
    message,
    signature,
    verificationKeys: key,
    format: 'binary',
    date: options.at,
  });
  const [result] = verification.signatures;
  await drain(verification.data);
  if (result === undefined) throw new Error('openpgp.js looked at no signature');
  await result.verified;
  // openpgp.js has judged the key when the signature was made; now at the moment asked for.
  await key.getSigningKey(result.keyID, options.at);
}

/** openpgp.js has no error codes; what its messages do not explain is a bad signature. */
function reasonOf(error: unknown): VerdictReason {
  const message = error instanceof Error ? error.message : '';
  if (/revoked/i.test(message)) return 'revoked';
  if (/expired/i.test(message)) return 'expired';
  if (/in the future/i.test(message)) return 'in-future';
  return 'bad-signature';
}

function sentence(reason: VerdictReason, at: Date): string {
  switch (reason) {
    case 'revoked':
      return 'the key was revoked.';
    case 'expired':
      return `the key or the signature had expired at ${formatTime(at)}.`;
    case 'in-future':
      return `it was made after ${formatTime(at)}.`;
    default:
      return 'it does not match the artifact.';
  }
}

function verdict(reason: VerdictReason, detail: string): LayerVerdict {
  const status = reason === 'verified' ? 'valid' : reason === 'unknown-signer' ? 'untrusted' : 'invalid';
  return { layer: 'openpgp', status, reason, detail };
}
