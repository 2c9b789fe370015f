import { expect, it } from '@jest/globals';
import sodium from 'libsodium-wrappers';
import { sealSecret } from '../../../core/github/seal-secret.ts';

it('seals a secret that only the holder of the private key can open', async () => {
  await sodium.ready;
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  const { ORIGINAL } = sodium.base64_variants;
  const sealed = await sealSecret('canary €', sodium.to_base64(publicKey, ORIGINAL));
  expect(sealed).not.toContain('canary');
  const opened = sodium.crypto_box_seal_open(sodium.from_base64(sealed, ORIGINAL), publicKey, privateKey);
  expect(sodium.to_string(opened)).toBe('canary €');
});
