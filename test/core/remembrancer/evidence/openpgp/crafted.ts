import {
  config,
  createMessage,
  enums,
  generateKey,
  Signature,
  SignaturePacket,
  PacketList,
  type AnySecretKeyPacket,
  type PrivateKey,
  type Subkey,
} from 'openpgp';

import { utf8 } from '../../../../../core/common/bytes.ts';

export const ARTIFACT = 'the artifact';
export const CREATED = new Date('2026-01-01T00:00:00Z');
export const SIGNED = new Date('2026-02-01T00:00:00Z');
export const REVOKED = new Date('2026-03-01T00:00:00Z');
export const LATER = new Date('2026-06-01T00:00:00Z');

const USER = { name: 'Release', email: 'release@example.com' };

/** An Ed25519 key of CREATED, with the subkeys asked for; always the same user, as an impostor would choose. */
export async function keyWith(
  subkeys: readonly { sign?: boolean; keyExpirationTime?: number }[] = [],
): Promise<PrivateKey> {
  const { privateKey } = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [USER],
    subkeys: [...subkeys],
    date: CREATED,
    format: 'object',
  });
  return privateKey;
}

/** An RSA key of CREATED with an encryption subkey. */
export async function rsaKey(rsaBits: number): Promise<PrivateKey> {
  const { privateKey } = await generateKey({
    type: 'rsa',
    rsaBits,
    userIDs: [USER],
    subkeys: [{}],
    date: CREATED,
    format: 'object',
    config: { minRSABits: rsaBits },
  });
  return privateKey;
}

/** An armored binary signature over the artifact by whatever key packet, as careless software could make it. */
export async function signatureBy(
  key: AnySecretKeyPacket,
  changes: Partial<SignaturePacket> = {},
): Promise<string> {
  const message = await createMessage({ binary: utf8(ARTIFACT), format: 'binary' });
  const [literal] = message.packets;
  const packet = await signed(key, enums.signature.binary, literal, changes);
  const packets = new PacketList<SignaturePacket>();
  packets.push(packet);
  return new Signature(packets).armor();
}

/** Binds a subkey for signing without its own signature in turn (RFC 9580, 5.2.1.9), as a thief of its name would. */
export async function bindForSigning(key: PrivateKey, subkey: Subkey): Promise<PrivateKey> {
  const data = { key: key.keyPacket, bind: subkey.keyPacket };
  const keyFlags = Uint8Array.of(enums.keyFlags.signData);
  const binding = await signed(secret(key), enums.signature.subkeyBinding, data, { keyFlags }, CREATED);
  const bound = Object.assign(Object.create(Object.getPrototypeOf(subkey) as object) as Subkey, subkey, {
    bindingSignatures: [binding],
    revocationSignatures: [],
    mainKey: key,
  });
  key.subkeys = [...key.subkeys, bound];
  return key;
}

/** The key packet of a private key or of one of its subkeys, to sign with. */
export const secret = (key: PrivateKey | Subkey): AnySecretKeyPacket => key.keyPacket as AnySecretKeyPacket;

/** Below the functions that openpgp.js offers, which make nothing that they would not accept. */
async function signed(
  key: AnySecretKeyPacket,
  signatureType: enums.signature,
  data: unknown,
  changes: Partial<SignaturePacket>,
  date = SIGNED,
): Promise<SignaturePacket> {
  const packet = Object.assign(new SignaturePacket(), {
    signatureType,
    publicKeyAlgorithm: key.algorithm,
    hashAlgorithm: enums.hash.sha256,
    ...changes,
  });
  // The types leave out the last argument, which the function needs; the notation is salt, for which SHA-1 has no length.
  const settings = { ...config, nonDeterministicSignaturesViaNotation: false };
  await Reflect.apply(packet.sign.bind(packet), undefined, [key, data, date, true, settings]);
  return packet;
}
