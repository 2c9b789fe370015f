import sodium from 'libsodium-wrappers';

/**
 * `value` in a libsodium sealed box (crypto_box_seal) for `publicKey`, both in base64: the form in which GitHub
 * takes secrets. Only the holder of the private key can open it, not the sender.
 */
export async function sealSecret(value: string, publicKey: string): Promise<string> {
  await sodium.ready;
  const { ORIGINAL } = sodium.base64_variants;
  const key = sodium.from_base64(publicKey, ORIGINAL);
  return sodium.to_base64(sodium.crypto_box_seal(sodium.from_string(value), key), ORIGINAL);
}
