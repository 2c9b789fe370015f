import { httpSource } from '../../ledger/fsck/index.ts';
import type { PeerReader } from '../covenant-context.ts';

/** Peers' ledgers, read over HTTPS by `fetch`. */
export const peerReader =
  (fetch: typeof globalThis.fetch): PeerReader =>
  (address) =>
    httpSource(address, fetch);
