import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type * as Node from '../../core/common/sha256.ts';

const encoder = new TextEncoder();

// In place of core/common/sha256.ts.
export const sha256: typeof Node.sha256 = (data) =>
  digest(typeof data === 'string' ? encoder.encode(data) : data);

export const sha256Hex: typeof Node.sha256Hex = (data) => bytesToHex(sha256(data));

export const sha256Into: typeof Node.sha256Into = (out, at, data) => {
  out.set(digest(data), at);
};
