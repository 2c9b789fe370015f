import { equalBytes, sha256Hex } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import {
  type EvidenceFile,
  entryOf,
  evidenceFileName,
  parseReceipt,
  type Receipt,
  receiptBytes,
} from '../../receipt/index.ts';

/** The most records that one call appends, and one admission holds. */
export const MAX_RECORDS = 256;

/** What to append: a receipt, and the content of the files that it names by digest. */
export interface NewRecord {
  readonly receipt: Receipt;
  readonly evidence: readonly EvidenceFile[];
  /** The side file with the names of people, made by `sealPeople`. */
  readonly people?: Uint8Array;
}

/** A record that is in the log, with the proof. */
export interface AppendedRecord {
  readonly index: number;
  /** Entries in the log at `checkpoint`. */
  readonly size: number;
  /** The operation was in the log before: `receipt` is the one that was recorded then. */
  readonly alreadyRecorded: boolean;
  /** The exact JCS bytes. */
  readonly receipt: Uint8Array;
  readonly entry: Uint8Array;
  /** C2SP tlog-proof of the entry at `checkpoint`. */
  readonly tlogProof: string;
  /** Path of the receipt on the branch. */
  readonly receiptPath: string;
  /** The signed checkpoint. */
  readonly checkpoint: string;
  /** The commit of the branch that has it. */
  readonly head: string;
  /** This append published the checkpoint, so that nothing on the branch can speak of it yet. */
  readonly isPublisher: boolean;
}

/** A record with the bytes that are written. */
export interface PreparedRecord extends NewRecord {
  readonly id: string;
  readonly receiptBytes: Uint8Array;
  readonly entry: Uint8Array;
}

/**
 * Checks that receipts are well formed, that operations differ, and that evidence and receipt speak of the same bytes:
 * nothing is appended that a verifier would reject. Throws `usage` that names the record.
 */
export function prepareRecords(records: readonly NewRecord[]): PreparedRecord[] {
  if (records.length > MAX_RECORDS) {
    throw new VaultMeshError(
      'usage',
      `At most ${MAX_RECORDS} records go into one append, not ${records.length}.`,
    );
  }
  const seen = new Set<string>();
  return records.map((record) => {
    const { id } = record.receipt;
    if (seen.has(id))
      throw new VaultMeshError('usage', `The operation ${id} is to be appended twice at once.`);
    seen.add(id);
    const bytes = receiptBytes(record.receipt);
    parseReceipt(bytes, `The receipt of ${id}`);
    checkEvidence(record);
    return { ...record, id, receiptBytes: bytes, entry: entryOf(record.receipt) };
  });
}

function checkEvidence({ receipt, evidence, people }: NewRecord): void {
  const stated = new Map(receipt.evidence.map((digest) => [evidenceFileName(digest), digest.sha256]));
  for (const file of evidence) {
    const name = evidenceFileName(file);
    if (stated.get(name) !== sha256Hex(file.content)) {
      throw new VaultMeshError(
        'usage',
        `${name} is not the evidence that the receipt of ${receipt.id} names.`,
      );
    }
    stated.delete(name);
  }
  const [lacking] = stated.keys();
  if (lacking !== undefined) {
    throw new VaultMeshError('usage', `The receipt of ${receipt.id} names ${lacking}, which was not given.`);
  }
  if ((people === undefined ? undefined : sha256Hex(people)) !== receipt.people?.sha256) {
    throw new VaultMeshError(
      'usage',
      `The people's side file is not the one that the receipt of ${receipt.id} names.`,
    );
  }
}

/** Whether `record` is what stands in the log as `entry`, byte for byte. */
export const isRecordOf = (record: PreparedRecord, entry: Uint8Array): boolean =>
  equalBytes(record.entry, entry);
