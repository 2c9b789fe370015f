import { expect } from '@jest/globals';
import { equalBytes } from '../../../../../core/common/bytes.ts';
import { fsck, memorySource } from '../../../../../core/remembrancer/ledger/fsck/index.ts';
import { type LedgerEntry, memoryStore } from '../../../../../core/remembrancer/ledger/index.ts';
import { readLedger } from '../read-ledger.ts';

/** Expects that every commit is a sound log that extends the one before, and gives the operations of the last, sorted. */
export async function expectValidHistory(
  history: Iterable<{ readonly files: Map<string, Uint8Array> }>,
  verifierKey: string,
): Promise<string[]> {
  let log: readonly LedgerEntry[] = [];
  for (const { files } of history) {
    expect((await fsck(memorySource(files), { verifierKey })).problems).toEqual([]);
    const { entries } = await readLedger(memoryStore(files), { verifierKey });
    expect(log.every(({ entryBytes }, i) => equalBytes(entryBytes, entries[i]!.entryBytes))).toBe(true);
    log = entries;
  }
  return log.map(({ receipt }) => receipt.id).toSorted();
}
