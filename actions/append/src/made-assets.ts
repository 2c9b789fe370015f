import { equalBytes, fromUtf8, sha256Hex } from '../../../core/common/bytes.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { parseProof } from '../../../core/remembrancer/proof/vmproof.ts';
import { receiptBytes, type Receipt } from '../../../core/remembrancer/receipt/index.ts';
import type { ReleaseAsset } from '../../../core/remembrancer/release/index.ts';
import type { Asset } from './release-assets.ts';

/** The files that a record made, to attach them to a release. An earlier or later proof of the same record does as well. */
export const madeAssets = (receipt: Receipt, assets: readonly ReleaseAsset[]): Asset[] =>
  assets.map(({ name, content }) => ({
    name,
    content: new Blob([new Uint8Array(content)]),
    sha256: sha256Hex(content),
    ...(name.endsWith('.vmproof') && { accepts: (other) => isProofOf(receipt, other) }),
  }));

function isProofOf(receipt: Receipt, content: Uint8Array): boolean {
  try {
    return equalBytes(parseProof(fromUtf8(content)).receipt, receiptBytes(receipt));
  } catch (error) {
    if (error instanceof VaultMeshError || error instanceof TypeError) return false;
    throw error;
  }
}
