import { type LedgerHead, type LedgerStore, readEntriesOfKind } from '../ledger/index.ts';
import type { MemoryRecord } from './memory-record.ts';
import { remember } from './remember.ts';

/**
 * All records of one kind, with the numbers and statuses that `readMemory` gives them, which no record of another kind changes. Throws
 * as `readEntriesOfKind` does.
 */
export const readRecordsOfKind = async (
  store: LedgerStore,
  ledger: LedgerHead,
  kind: string,
): Promise<MemoryRecord[]> => remember(await readEntriesOfKind(store, ledger, kind));
