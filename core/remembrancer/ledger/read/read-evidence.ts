import { sha256Hex } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import type { EvidenceFile } from '../../receipt/index.ts';
import { evidencePath } from '../branch/branch-paths.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/**
 * The evidence that the receipt of an entry names, from the commit `at`. Throws `verification-failed` that names the
 * file which is not there, or is not the one that the receipt names.
 */
export async function readEvidence(
  store: LedgerStore,
  at: string,
  { index, receipt }: Pick<LedgerEntry, 'index' | 'receipt'>,
): Promise<EvidenceFile[]> {
  const named = receipt.evidence.map((digest) => ({ ...digest, path: evidencePath(index, digest) }));
  const { files } = await store.read(
    named.map(({ path }) => path),
    at,
  );
  return named.map(({ path, sha256, ...file }) => {
    const content = files.get(path);
    if (content !== undefined && sha256Hex(content) === sha256) return { ...file, content };
    throw new VaultMeshError(
      'verification-failed',
      `${path} on the ledger branch is not the evidence that the receipt names; restore it from the branch's history.`,
    );
  });
}
