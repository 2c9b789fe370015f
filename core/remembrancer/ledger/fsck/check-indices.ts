import { equalBytes } from '../../../common/bytes.ts';
import { formatIndexFile } from '../branch/index-file.ts';
import type { Findings } from './findings.ts';
import type { IndexBuilder } from './index-builder.ts';
import type { LedgerSource } from './ledger-source.ts';

/** Index files that are read at once. */
const FILES_AT_ONCE = 4096;

/**
 * Compares the index files with what the receipts give. Gives the number of files that there must be. The file of an
 * operation that stands in the log twice may name any one of its entries, or all.
 */
export async function checkIndices(
  source: LedgerSource,
  { operations, digests }: IndexBuilder,
  findings: Findings,
): Promise<number> {
  const isOperation = (content: Uint8Array, indices: readonly number[]): boolean =>
    isDigest(content, indices) || indices.some((index) => isDigest(content, [index]));
  await compare(source, operations, isOperation, findings);
  await compare(source, digests, isDigest, findings);
  return operations.size + digests.size;
}

const isDigest = (content: Uint8Array, indices: readonly number[]): boolean =>
  equalBytes(content, formatIndexFile(indices));

async function compare(
  source: LedgerSource,
  expected: ReadonlyMap<string, readonly number[]>,
  isRight: (content: Uint8Array, indices: readonly number[]) => boolean,
  findings: Findings,
): Promise<void> {
  const all = [...expected];
  for (let at = 0; at < all.length; at += FILES_AT_ONCE) {
    const group = all.slice(at, at + FILES_AT_ONCE);
    const files = await source.read(group.map(([path]) => path));
    for (const [path, indices] of group) {
      const content = files.get(path);
      findings.seen.add(path);
      if (content === undefined) findings.report(path, 'missing', 'The index file is not there.');
      else if (!isRight(content, indices)) {
        findings.report(path, 'index', `It is to say ${indices.join(', ')}, and says something else.`);
      }
    }
  }
}
