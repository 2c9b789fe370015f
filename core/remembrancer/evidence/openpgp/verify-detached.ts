import {
  createMessage,
  enums,
  readSignature,
  verify,
  type PublicKey,
  type Signature,
  type SignaturePacket,
} from 'openpgp';

import { formatTime } from '../../../common/clock.ts';
import type { ArtifactContent } from '../artifact-content.ts';
import type { LayerVerdict, VerdictReason } from '../layer-verdict.ts';
import { drain } from './drain.ts';
import { readPublicKeys } from './read-public-keys.ts';
import { signatureFault, type SignatureFault } from './signature-fault.ts';

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
  if (packet?.signatureType !== enums.signature.binary || packet.created === null || more.length > 0) {
    return verdict('malformed', 'The OpenPGP signature must be exactly one signature over binary content.');
  }
  const key = signingKey(await readPublicKeys(options.publicKeys), packet, options.fingerprints);
  if (key === undefined) {
    const id = packet.issuerKeyID.toHex().toUpperCase();
    return verdict(
      'unknown-signer',
      `The OpenPGP signature is by key ${id}, which is not in the proof or the trust file.`,
    );
  }
  return judge(options, signature, packet.created, key);
}

/**
 * The key that has the packet's issuer among its keys. Key identifiers are short, and anybody may list another's subkey
 * as his own: a pinned key goes before any other.
 */
function signingKey(
  keys: readonly PublicKey[],
  { issuerKeyID }: SignaturePacket,
  fingerprints: readonly string[],
): PublicKey | undefined {
  const named = keys.filter((key) => key.getKeys(issuerKeyID).length > 0);
  return named.find((key) => isPinned(key, fingerprints)) ?? named[0];
}

const isPinned = (key: PublicKey, fingerprints: readonly string[]): boolean =>
  fingerprints.some((pinned) => pinned.toLowerCase() === key.getFingerprint());

async function judge(
  options: VerifyDetachedOptions,
  signature: Signature,
  created: Date,
  key: PublicKey,
): Promise<LayerVerdict> {
  const by = key.getFingerprint().toUpperCase();
  const signed = { by, time: formatTime(created) };
  const fault = await findFault(options, signature, created, key);
  if (fault !== undefined) {
    return { ...verdict(fault.reason, `The OpenPGP signature by ${by}: ${fault.what}.`), ...signed };
  }
  if (!isPinned(key, options.fingerprints)) {
    const detail = `The OpenPGP signature is by ${by}, a key that the trust file does not pin.`;
    return { ...verdict('unknown-signer', detail), ...signed };
  }
  return { ...verdict('verified', `Signed by the pinned OpenPGP key ${by}.`), ...signed };
}

async function findFault(
  { content, at }: VerifyDetachedOptions,
  signature: Signature,
  created: Date,
  key: PublicKey,
): Promise<SignatureFault | undefined> {
  const message = await createMessage({ binary: content(), format: 'binary' });
  const checked = await verify({ message, signature, verificationKeys: key, format: 'binary', date: at });
  const [result] = checked.signatures;
  await drain(checked.data);
  if (result === undefined) throw new Error('openpgp.js looked at no signature');
  try {
    await result.verified;
  } catch (error) {
    return signatureFault(error, created, { created, at });
  }
  // openpgp.js has judged the key when the signature was made; now at the moment asked for.
  try {
    await key.getSigningKey(result.keyID, at);
  } catch (error) {
    return signatureFault(error, at, { created, at });
  }
  return undefined;
}

function verdict(reason: VerdictReason, detail: string): LayerVerdict {
  const status = reason === 'verified' ? 'valid' : reason === 'unknown-signer' ? 'untrusted' : 'invalid';
  return { layer: 'openpgp', status, reason, detail };
}
