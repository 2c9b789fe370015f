import { entryOfOperation } from '../../core/remembrancer/ledger/index.ts';
import { memoryRecord, type MemoryRecord } from '../../core/remembrancer/memory/index.ts';
import { type KnownLedger, recordsOfKind } from '../memory/known-ledger.ts';
import { isRecordOf, releaseOperation } from './release-order.ts';

/**
 * The record of the release of a tag: that of its operation, to which the index of a ledger of any size leads, else the first of all
 * records of releases that is of its tag and commit. Throws `conflict` where too much would have to be read for these.
 */
export async function recordOfRelease(
  ledger: KnownLedger,
  tag: string,
  commit: string,
): Promise<MemoryRecord | undefined> {
  const isMeant = (record: MemoryRecord): boolean => isRecordOf(record, tag, commit);
  const entry = await entryOfOperation(ledger.store, ledger.head, releaseOperation(tag));
  const own = entry && memoryRecord(entry);
  return own && isMeant(own) ? own : (await recordsOfKind(ledger, 'release')).find(isMeant);
}
