import { toHex, utf8 } from '../../../core/common/bytes.ts';
import type * as Node from '../../../core/common/sha256.ts';
import { answerTo } from './replay.ts';

// In place of core/common/sha256.ts, on WebCrypto: only within `replay`.
export const sha256: typeof Node.sha256 = (data) => {
  const bytes = typeof data === 'string' ? utf8(data) : data;
  return answerTo(`SHA-256 ${toHex(bytes)}`, async () => {
    return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  });
};

export const sha256Hex: typeof Node.sha256Hex = (data) => toHex(sha256(data));

export const sha256Into: typeof Node.sha256Into = (out, at, data) => {
  out.set(sha256(data), at);
};
