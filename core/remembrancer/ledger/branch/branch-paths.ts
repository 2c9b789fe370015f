import { sha256Hex } from '../../../common/bytes.ts';
import { evidenceFileName, type EvidenceLayer } from '../../receipt/index.ts';
import { TILE_WIDTH, tileNumber } from '../tile/tile-path.ts';

/** The files of the ledger branch that stand alone. */
export const FILES = {
  readme: 'README.md',
  badge: 'badge.svg',
  checkpoint: 'checkpoint',
  verifierKey: 'vkey',
  policy: 'policy',
  state: 'state.json',
  admission: 'admission',
} as const;

/** `receipts/<N>/<index>.json`: `<N>` is the number of the entry's tile, so that no folder has more than 256 files. */
export const receiptPath = (index: number): string => `receipts/${tileOf(index)}/${index}.json`;

export const evidencePath = (index: number, file: { layer: EvidenceLayer; n: number }): string =>
  `evidence/${tileOf(index)}/${index}/${evidenceFileName(file)}`;

/** The side file with the names of people; it may be gone. */
export const peoplePath = (index: number): string => `people/${tileOf(index)}/${index}.json`;

/** The checkpoint over the record of a new key, signed by it and by the key before it; `keyId` is in hex. */
export const handoverPath = (keyId: string): string => `keys/${keyId}`;

/** The RFC 3161 token over the checkpoint of `size` entries; see `publishedCheckpoint`. Not every checkpoint has one. */
export const checkpointTimestampPath = (size: number): string => `timestamps/${size}.tsr`;

/** Where the index of an operation stands. */
export const operationPath = (id: string): string => hashPath('by-op', sha256Hex(id));

/** Where the indices of an artifact stand, by its SHA-256 in hex. */
export const digestPath = (digest: string): string => hashPath('by-digest', digest);

const tileOf = (index: number): string => tileNumber(Math.floor(index / TILE_WIDTH));

const hashPath = (folder: string, digest: string): string =>
  `${folder}/${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}`;
