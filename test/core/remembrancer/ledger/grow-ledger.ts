import {
  appendRecords,
  emptyLedger,
  memoryStore,
  type NoteSigner,
} from '../../../../core/remembrancer/ledger/index.ts';
import { sampleRecord } from './sample-records.ts';

/** Records in one append: the most that there may be. */
const BATCH = 256;

/**
 * One ledger as it stands at each of `sizes` (ascending), grown by the domain's own append in batches of 256 where there
 * is room: for each size all files of that commit.
 */
export async function* growLedger(
  signer: NoteSigner,
  sizes: readonly number[],
): AsyncGenerator<{ size: number; files: ReadonlyMap<string, Uint8Array> }> {
  const store = memoryStore(emptyLedger(signer));
  let at = 0;
  for (const size of sizes) {
    while (at < size) {
      // Up to the end of a bundle, so that the next batch fills one.
      const count = Math.min(size - at, BATCH - (at % BATCH));
      const records = Array.from({ length: count }, (_, i) => sampleRecord(`release:${at + i}`));
      await appendRecords(store, signer, records, { random: () => 0 });
      at += count;
    }
    yield { size, files: store.history().at(-1)?.files ?? new Map() };
  }
}
