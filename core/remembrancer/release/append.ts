import { sha256Hex, toBase64 } from '../../common/bytes.ts';
import type { Clock } from '../../common/clock.ts';
import { VaultMeshError } from '../../common/error.ts';
import { readFolder, type EvidenceFolder } from '../evidence/evidence-folder.ts';
import {
  type AppendedRecord,
  appendRecords,
  evidencePath,
  type LedgerStore,
  type NoteSigner,
  openCheckpoint,
  parseVerifierKey,
  signersOf,
} from '../ledger/index.ts';
import {
  makeReceipt,
  parseReceipt,
  type EvidenceFile,
  type Receipt,
  type ReceiptContent,
} from '../receipt/index.ts';
import type { ReleaseAsset } from './evidence-assets.ts';
import { releaseAssets } from './release-assets.ts';
import { type CheckpointTimestamp, timestampCheckpoint } from './timestamp-checkpoint.ts';
import type { TimestampService } from './timestamp-service.ts';

/** What is recorded, beside what the evidence folder knows. */
export type RecordDescription = Pick<
  ReceiptContent,
  'id' | 'kind' | 'component' | 'version' | 'source' | 'context' | 'links' | 'people'
>;

export interface AppendOptions extends TimestampService {
  /** The evidence folder that `sign` made and `timestamp` filled. */
  readonly directory: string;
  readonly store: LedgerStore;
  readonly signer: NoteSigner;
  readonly record: RecordDescription;
  readonly clock: Clock;
  /** [0, 1), for the jitter between attempts. */
  readonly random: () => number;
  readonly attempts?: number;
}

/** What stands on the ledger for one operation, and the files to hand out for its artifacts. */
export interface RecordResult {
  readonly operation: string;
  /** An earlier run had recorded the operation; this is what was recorded then. */
  readonly alreadyRecorded: boolean;
  readonly index: number;
  readonly size: number;
  /** Root hash of the tree of `size` entries, base64 as in the checkpoint. */
  readonly root: string;
  readonly receipt: Receipt;
  /** What this run said otherwise than the record that an earlier run made, such as `why`; it is on no ledger. */
  readonly notRecorded?: readonly string[];
  /** Path of the receipt on the branch. */
  readonly receiptPath: string;
  /** The signed checkpoint. */
  readonly checkpoint: string;
  /** What came of a token over it. */
  readonly checkpointTimestamp: CheckpointTimestamp;
  /** For each artifact its `.asc`, `.tsr`, `.sigstore.json` as far as there are, and its `.vmproof`. */
  readonly assets: readonly ReleaseAsset[];
}

/**
 * The last step of a record: makes the receipt of what the evidence folder holds, appends it to the ledger, has the
 * checkpoint over it time-stamped, and makes the proofs. The record stands before an authority is asked, and does not
 * fail for it. An operation that is on the ledger already is not appended again.
 *
 * Throws `conflict` when the operation was recorded for something else, and what `readFolder` and `appendRecords` throw.
 */
export async function append(options: AppendOptions): Promise<RecordResult> {
  const { directory, store, signer, record, clock, random, attempts } = options;
  const folder = await readFolder(directory);
  const { people } = record;
  const receipt = makeReceipt({ ...record, ...folder, time: clock() });
  const [appended] = await appendRecords(
    store,
    signer,
    [{ receipt, evidence: folder.evidence, ...(people && { people }) }],
    { random, ...(attempts !== undefined && { attempts }) },
  );
  if (appended === undefined)
    throw new VaultMeshError('internal', `The ledger gave no answer for ${record.id}.`);
  const recorded = parseReceipt(appended.receipt, appended.receiptPath);
  refuseOtherRecord(recorded, record);
  refuseOtherArtifacts(recorded, folder);
  const evidence = appended.alreadyRecorded
    ? await recordedEvidence(store, appended.index, recorded)
    : folder.evidence;
  const verifiers = signersOf(signer).map(({ verifierKey }) => parseVerifierKey(verifierKey));
  const { checkpoint, head, isPublisher: isNew } = appended;
  const dated = await timestampCheckpoint({ ...options, verifiers, checkpoint, head, isNew });
  const notRecorded = otherWords(receipt, recorded);
  return {
    ...resultOf(appended, openCheckpoint(checkpoint, ...verifiers).root, recorded, evidence, dated),
    ...(notRecorded.length > 0 && { notRecorded }),
  };
}

/** The parts of the context that were said now, and not in this way when the operation was recorded. */
const otherWords = ({ context: now = {} }: Receipt, { context: then = {} }: Receipt): string[] =>
  (['what', 'why', 'how', 'value'] as const).filter(
    (part) => now[part] !== undefined && now[part] !== then[part],
  );

/** An id says nothing of what it stands for, and a record of no artifacts could pass for another of none. */
function refuseOtherRecord(recorded: Receipt, { id, kind, component, version }: RecordDescription): void {
  if (recorded.kind === kind && recorded.component === component && recorded.version === version) return;
  throw new VaultMeshError(
    'conflict',
    `The operation ${id} is on the ledger as the ${recorded.kind} of ${recorded.component} ${recorded.version}; give this record an operation of its own.`,
  );
}

/** The tag was moved, or the build is not reproducible: a proof of the recorded artifact would not fit this one. */
function refuseOtherArtifacts(recorded: Receipt, { subjects }: EvidenceFolder): void {
  const digests = (of: Receipt['subjects']): string =>
    of
      .map(({ name, sha256 }) => `${sha256} ${name}`)
      .toSorted()
      .join('\n');
  if (digests(recorded.subjects) === digests(subjects)) return;
  throw new VaultMeshError(
    'conflict',
    `The operation ${recorded.id} is on the ledger for other artifacts; record these under a version of their own.`,
  );
}

/** The evidence that an earlier run put on the branch. Throws `verification-failed` when it is not what the receipt names. */
async function recordedEvidence(
  store: LedgerStore,
  index: number,
  receipt: Receipt,
): Promise<EvidenceFile[]> {
  const paths = receipt.evidence.map((digest) => evidencePath(index, digest));
  const { files } = await store.read(paths);
  return receipt.evidence.map(({ sha256, ...digest }, position) => {
    const path = paths[position] ?? '';
    const content = files.get(path);
    if (content === undefined || sha256Hex(content) !== sha256) {
      throw new VaultMeshError(
        'verification-failed',
        `${path} on the ledger branch is not the evidence that the receipt names; restore it from the branch's history.`,
      );
    }
    return { ...digest, content };
  });
}

function resultOf(
  { index, size, alreadyRecorded, receiptPath, checkpoint, tlogProof, receipt: bytes }: AppendedRecord,
  root: Uint8Array,
  receipt: Receipt,
  evidence: readonly EvidenceFile[],
  checkpointTimestamp: CheckpointTimestamp,
): RecordResult {
  const { status } = checkpointTimestamp;
  const checkpointTimestamps = status === 'missing' ? [] : [checkpointTimestamp.token];
  return {
    operation: receipt.id,
    alreadyRecorded,
    index,
    size,
    root: toBase64(root),
    receipt,
    receiptPath,
    checkpoint,
    checkpointTimestamp,
    assets: receipt.subjects.flatMap((subject) =>
      releaseAssets({ subject, receipt: bytes, evidence, tlogProof, checkpointTimestamps }),
    ),
  };
}
