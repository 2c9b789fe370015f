import { utf8 } from '../../../../../core/common/bytes.ts';
import {
  formatCheckpoint,
  generateLogKey,
  leafHash,
  type NoteSigner,
  parseSignerKey,
  parseVerifierKey,
  signNote,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { consistencySteps, proofHashes } from '../../../../../core/remembrancer/ledger/merkle/proof-nodes.ts';
import { treeHash } from '../../../../../core/remembrancer/ledger/merkle/tree-hash.ts';
import { formatAddCheckpoint } from '../../../../../core/remembrancer/witness/index.ts';

/** A log of numbered entries in memory: its checkpoints, and what it would ask a witness. */
export function sampleLog(origin: string, first = 'entry', signer: NoteSigner = newSigner(origin)) {
  const leaves = Array.from({ length: 300 }, (_, i) => leafHash(utf8(`${first} ${i}`)));
  const root = (size: number): Uint8Array => treeHash(leaves.slice(0, size));
  const checkpoint = (size: number, of = root(size)): string =>
    signNote(formatCheckpoint({ origin, size, root: of }), signer);
  const proof = (oldSize: number, size: number): Uint8Array[] =>
    oldSize === 0 || oldSize >= size
      ? []
      : proofHashes(consistencySteps(oldSize, size), ({ level, index }) =>
          treeHash(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
        );
  return {
    origin,
    signer,
    verifier: parseVerifierKey(signer.verifierKey),
    root,
    proof,
    checkpoint,
    request: (oldSize: number, size: number): string =>
      formatAddCheckpoint({ oldSize, proof: proof(oldSize, size), checkpoint: checkpoint(size) }),
  };
}

const newSigner = (origin: string): NoteSigner => parseSignerKey(generateLogKey(origin).signerKey);
