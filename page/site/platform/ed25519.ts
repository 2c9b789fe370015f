import { toHex, utf8 } from '../../../core/common/bytes.ts';
import type * as Node from '../../../core/remembrancer/ledger/note/ed25519.ts';
import { answerTo } from './replay.ts';

// In place of core/remembrancer/ledger/note/ed25519.ts, on WebCrypto: only within `replay`.
export const ed25519Verifier: typeof Node.ed25519Verifier = (publicKey) => (message, signature) =>
  answerTo(`Ed25519 ${toHex(publicKey)} ${toHex(signature)} ${message}`, async () => {
    const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify']);
    return crypto.subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(utf8(message)));
  });

/** What signs has the same names everywhere, and no page of a site signs: nothing of it is in the bundle. */
export { ed25519FromSeed, ed25519Seed } from '../../platform/ed25519.ts';
