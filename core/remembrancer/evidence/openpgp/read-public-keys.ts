import { readKeys, type PublicKey } from 'openpgp';

/** After every signature: a merge takes all that either copy holds, and the judgement at a moment comes later. */
const END_OF_TIME = new Date(8_640_000_000_000_000);

/**
 * The public keys of armored blocks, one per primary fingerprint: copies of a key are merged, so that a revocation
 * or a new expiry in any of them counts. Blocks that are not keys are left out.
 */
export async function readPublicKeys(armoredBlocks: readonly string[]): Promise<PublicKey[]> {
  const keys = new Map<string, PublicKey>();
  for (const armoredKeys of armoredBlocks) {
    const block = await readKeys({ armoredKeys }).catch(() => []);
    for (const each of block) {
      const key = each.toPublic();
      const known = keys.get(key.getFingerprint());
      keys.set(key.getFingerprint(), known ? await merge(known, key) : key);
    }
  }
  return [...keys.values()];
}

async function merge(known: PublicKey, copy: PublicKey): Promise<PublicKey> {
  const merged = await known.update(copy, END_OF_TIME);
  return merged.toPublic();
}
