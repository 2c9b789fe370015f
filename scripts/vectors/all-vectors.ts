import { branchVectors } from './branch-vectors.ts';
import { merkleVectors } from './merkle-vectors.ts';
import { noteVectors } from './note-vectors.ts';
import { policyVectors } from './policy-vectors.ts';
import { receiptVectors } from './receipt-vectors.ts';
import { tileVectors } from './tile-vectors.ts';

/** The test vectors of the ledger format: the text of each file by its name. */
export async function allVectors(): Promise<Map<string, string>> {
  const vectors = {
    'branch.json': await branchVectors(),
    'merkle.json': merkleVectors(),
    'notes.json': noteVectors(),
    'policies.json': policyVectors(),
    'receipts.json': receiptVectors(),
    'tiles.json': tileVectors(),
  };
  return new Map(
    Object.entries(vectors).map(([name, content]) => [name, `${JSON.stringify(content, null, 1)}\n`]),
  );
}
