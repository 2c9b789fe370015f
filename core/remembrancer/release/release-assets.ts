import { utf8 } from '../../common/bytes.ts';
import { makeProof, type Proof } from '../proof/vmproof.ts';
import type { EvidenceFile, EvidenceLayer } from '../receipt/index.ts';

/** A file to hand out beside an artifact. */
export interface ReleaseAsset {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The extensions that gpg, openssl and cosign users look for; keys are handed out elsewhere. */
const EXTENSIONS: Partial<Record<EvidenceLayer, string>> = {
  openpgp: 'asc',
  rfc3161: 'tsr',
  sigstore: 'sigstore.json',
};

/**
 * The files to hand out beside the artifact of `proof`: its evidence (`app.tar.gz.asc`, `app.tar.gz.tsr`, and
 * `app.tar.gz.2.tsr` for a second token) and the proof itself (`app.tar.gz.vmproof`).
 */
export function releaseAssets(proof: Proof): ReleaseAsset[] {
  const { name } = proof.subject;
  const count = new Map<EvidenceLayer, number>();
  const assetOf = ({ layer, subject, content }: EvidenceFile): ReleaseAsset[] => {
    const extension = EXTENSIONS[layer];
    if (extension === undefined || (subject !== undefined && subject !== name)) return [];
    const n = (count.get(layer) ?? 0) + 1;
    count.set(layer, n);
    return [{ name: `${name}.${n === 1 ? '' : `${n}.`}${extension}`, content }];
  };
  return [...proof.evidence.flatMap(assetOf), { name: `${name}.vmproof`, content: utf8(makeProof(proof)) }];
}
