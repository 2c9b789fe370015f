import type { EvidenceLayer } from './receipt.ts';

/** One file of evidence. `n` counts from 1 within its layer; `subject` is the name of the artifact it speaks of. */
export interface EvidenceFile {
  readonly layer: EvidenceLayer;
  readonly n: number;
  readonly subject?: string;
  readonly content: Uint8Array;
}

const EXTENSIONS: Record<EvidenceLayer, string> = {
  openpgp: 'asc',
  'openpgp-key': 'asc',
  sigstore: 'json',
  rfc3161: 'tsr',
};

/** The name of an evidence file: `openpgp-1.asc`, `openpgp-key-1.asc`, `sigstore-1.json`, `rfc3161-2.tsr`. */
export const evidenceFileName = ({ layer, n }: { layer: EvidenceLayer; n: number }): string =>
  `${layer}-${n}.${EXTENSIONS[layer]}`;
