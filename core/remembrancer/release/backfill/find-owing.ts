import { sha256Hex } from '../../../common/bytes.ts';
import { type LedgerEntry, type LedgerHead, type LedgerStore, readEntries } from '../../ledger/index.ts';
import { completedBy, type Receipt } from '../../receipt/index.ts';
import { isDeferred } from './wanted-evidence.ts';

/** A record that was made without some evidence, and what came later for it. */
export interface OwingRecord {
  readonly index: number;
  readonly receipt: Receipt;
  /** Receipts of kind `evidence`, in the order of the log. */
  readonly later: readonly LateEntry[];
}

export type LateEntry = Pick<LedgerEntry, 'index' | 'receipt'>;

/**
 * The records of a ledger whose receipts name evidence as missing because a service failed, oldest first, be it supplied
 * since or not. Reads the whole log once, and keeps of it what it gives. Throws as `readEntries` does.
 */
export async function findOwing(store: LedgerStore, ledger: LedgerHead): Promise<OwingRecord[]> {
  const owing = new Map<string, { index: number; receipt: Receipt; later: LateEntry[] }>();
  for await (const entries of readEntries(store, ledger)) {
    for (const { index, receipt, receiptBytes } of entries) {
      const completed = completedBy(receipt);
      if (completed !== undefined) owing.get(completed)?.later.push({ index, receipt });
      else if (isOwing(receipt)) owing.set(sha256Hex(receiptBytes), { index, receipt, later: [] });
    }
  }
  return [...owing.values()];
}

/** Whether a receipt names evidence as missing because a service failed. */
export const isOwing = ({ subjects, missing }: Receipt): boolean =>
  subjects.length > 0 && missing.some(({ reason }) => isDeferred(reason));
