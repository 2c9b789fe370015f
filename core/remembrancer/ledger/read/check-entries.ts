import type { LedgerStore } from '../store/ledger-store.ts';
import { readEntries } from './read-entries.ts';
import type { LedgerHead } from './read-head.ts';

/**
 * Reads every entry of a ledger with its receipt, and gives their number. Throws `verification-failed` that names the
 * first file that is not what the checkpoint commits to. `fsck` does more: it goes on, and looks at every file.
 */
export async function checkEntries(store: LedgerStore, ledger: LedgerHead): Promise<number> {
  let count = 0;
  for await (const { length } of readEntries(store, ledger)) count += length;
  return count;
}
