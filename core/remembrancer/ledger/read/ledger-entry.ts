import { equalBytes, sha256Hex } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { type Entry, entryOf, parseEntry, parseReceipt, type Receipt } from '../../receipt/index.ts';
import type { PlacedEntry } from '../append/log-state.ts';
import { receiptPath } from '../branch/branch-paths.ts';
import { damagedBranch } from '../branch/damaged-branch.ts';

/** One entry of a ledger, with the receipt that it commits to. */
export interface LedgerEntry {
  readonly index: number;
  readonly entry: Entry;
  readonly entryBytes: Uint8Array;
  readonly receipt: Receipt;
  readonly receiptBytes: Uint8Array;
  /** Path of the receipt on the branch. */
  readonly receiptPath: string;
}

/**
 * The entry with its receipt, from the files of the branch. Throws `verification-failed` that names the file, when the
 * receipt is not there, is not the one that the entry commits to, or gives another entry.
 */
export function ledgerEntry(
  { index, entry: entryBytes }: PlacedEntry,
  bundle: string,
  files: ReadonlyMap<string, Uint8Array>,
): LedgerEntry {
  const path = receiptPath(index);
  const entry = parseEntry(entryBytes, `Entry ${index} in ${bundle}`);
  const receiptBytes = files.get(path);
  if (receiptBytes === undefined) throw damagedBranch(`${path}, the receipt of entry ${index}, is not there`);
  if (sha256Hex(receiptBytes) !== entry.receipt) {
    throw damagedBranch(`${path} is not the receipt that entry ${index} commits to`);
  }
  const receipt = parseReceipt(receiptBytes, path);
  if (!equalBytes(entryOf(receipt), entryBytes)) {
    throw new VaultMeshError(
      'verification-failed',
      `Entry ${index} of the ledger says something else than its receipt, ${path}: whoever holds the log key wrote it so.`,
    );
  }
  return { index, entry, entryBytes, receipt, receiptBytes, receiptPath: path };
}
