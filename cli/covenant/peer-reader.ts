import type { PeerReader } from '../../core/remembrancer/covenant/index.ts';
import { httpSource } from '../../core/remembrancer/ledger/fsck/index.ts';

/** Peers' ledgers, read over HTTPS. */
export const peerReader: PeerReader = (address) => httpSource(address, fetch);
