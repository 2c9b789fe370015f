import { equalBytes } from '../../../common/bytes.ts';
import { formatIndexFile } from '../branch/index-file.ts';
import type { Findings } from './findings.ts';
import type { IndexBuilder } from './index-builder.ts';
import type { LedgerSource } from './ledger-source.ts';
import { listedIndices } from './listed-indices.ts';

/** Index files that are read at once. */
const FILES_AT_ONCE = 4096;

/**
 * Compares the index files with what the receipts give. Gives the number of files that there must be. The file of an
 * operation that stands in the log twice may name any one of its entries, or all. Any file may also name entries whose
 * receipt is unknown: what they are about cannot be told.
 */
export async function checkIndices(
  source: LedgerSource,
  { operations, digests, unknown }: IndexBuilder,
  findings: Findings,
): Promise<number> {
  const isDigest = (content: Uint8Array, indices: readonly number[]): boolean => {
    if (equalBytes(content, formatIndexFile(indices))) return true;
    const listed = unknown.size === 0 ? undefined : listedIndices(content);
    return (
      listed !== undefined &&
      indices.every((index) => listed.includes(index)) &&
      listed.every((index) => unknown.has(index) || indices.includes(index))
    );
  };
  const isOperation = (content: Uint8Array, indices: readonly number[]): boolean => {
    if (isDigest(content, indices)) return true;
    const [one, ...others] = listedIndices(content) ?? [];
    return one !== undefined && others.length === 0 && (indices.includes(one) || unknown.has(one));
  };
  await compare(source, operations, isOperation, findings);
  await compare(source, digests, isDigest, findings);
  return operations.size + digests.size;
}

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
