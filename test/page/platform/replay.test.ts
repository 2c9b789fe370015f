import { generateKeyPairSync, sign } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import * as node from '../../../core/common/sha256.ts';
import { ed25519Verifier as nodeVerifier } from '../../../core/remembrancer/ledger/note/ed25519.ts';
import { ed25519Verifier } from '../../../page/site/platform/ed25519.ts';
import { replay } from '../../../page/site/platform/replay.ts';
import { sha256, sha256Hex } from '../../../page/site/platform/sha256.ts';

describe('work that is replayed on WebCrypto', () => {
  it('has the hashes that Node has, one from another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.string(), async (bytes, text) => {
        expect(await replay(() => sha256Hex(sha256(bytes)))).toBe(node.sha256Hex(node.sha256(bytes)));
        expect(await replay(() => sha256Hex(text))).toBe(node.sha256Hex(text));
      }),
    );
  });

  it('takes and refuses the signatures that Node does', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
    const good = new Uint8Array(sign(null, Buffer.from('text'), privateKey));
    const bad = good.with(0, good[0]! ^ 1);
    for (const [message, signature] of [
      ['text', good],
      ['other', good],
      ['text', bad],
      ['text', good.subarray(1)],
    ] as const) {
      expect(await replay(() => ed25519Verifier(key)(message, signature))).toBe(
        nodeVerifier(key)(message, signature),
      );
    }
  });

  it('begins anew with each answer, and lets errors through', async () => {
    let runs = 0;
    const work = (): string => {
      runs += 1;
      return sha256Hex(sha256Hex('a'));
    };
    expect(await replay(work)).toBe(node.sha256Hex(node.sha256Hex('a')));
    expect(runs).toBe(3);
    await expect(
      replay(() => {
        throw new Error(sha256Hex('a').slice(0, 4));
      }),
    ).rejects.toThrow('ca97');
  });

  it('has no answer outside of it', () => {
    expect(() => sha256('a')).toThrow('within replay only');
  });
});
