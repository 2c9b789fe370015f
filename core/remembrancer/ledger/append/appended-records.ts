import { receiptPath } from '../branch/branch-paths.ts';
import { damagedBranch } from '../branch/damaged-branch.ts';
import { ledgerEntry } from '../read/ledger-entry.ts';
import { proveEntries } from '../read/prove-entries.ts';
import type { TileReader } from '../read/tile-reader.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { formatTlogProof } from '../tlog-proof.ts';
import type { LogState, PlacedEntry } from './log-state.ts';
import { type AppendedRecord, isRecordOf, type PreparedRecord } from './new-record.ts';

/** A record and the entry of its operation in the log. */
export interface RecordedRecord {
  readonly record: PreparedRecord;
  readonly placed: PlacedEntry;
  /** Whether this append put it there. */
  readonly isNew: boolean;
}

/**
 * What an append answers: each record with its proof at the checkpoint of `state`, which this very append published or
 * found there. Throws `verification-failed`.
 */
export async function appendedRecords(
  store: LedgerStore,
  tiles: TileReader,
  state: LogState,
  isPublisher: boolean,
  recorded: readonly RecordedRecord[],
): Promise<AppendedRecord[]> {
  const proofs = await proveEntries(
    tiles,
    state,
    recorded.map(({ placed }) => placed),
  );
  const earlier = recorded.flatMap(({ record, placed: { index, entry } }) =>
    isRecordOf(record, entry) ? [] : [receiptPath(index)],
  );
  const files =
    earlier.length > 0 ? (await store.read(earlier, state.head)).files : new Map<string, Uint8Array>();
  return recorded.map(({ record, placed, isNew }, i) => {
    const { index, entry } = placed;
    const proof = proofs[i];
    if (proof === undefined) throw damagedBranch(`The tiles do not prove that entry ${index} is in the log`);
    const receipt = isRecordOf(record, entry)
      ? record.receiptBytes
      : ledgerEntry(placed, 'the log', files).receiptBytes;
    return {
      index,
      size: state.checkpoint.size,
      alreadyRecorded: !isNew,
      receipt,
      entry,
      tlogProof: formatTlogProof({ index, proof, checkpoint: state.note }),
      receiptPath: receiptPath(index),
      checkpoint: state.note,
      head: state.head,
      isPublisher,
    };
  });
}
