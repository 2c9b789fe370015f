import { equalBytes } from '../../../common/bytes.ts';
import type { Clock } from '../../../common/clock.ts';
import { VaultMeshError } from '../../../common/error.ts';
import type { Subject } from '../../evidence/subject.ts';
import {
  type LedgerHead,
  type LedgerStore,
  type NoteVerifier,
  proveEntry,
  readEvidence,
} from '../../ledger/index.ts';
import { parseProof, type Proof, refreshProof } from '../../proof/index.ts';
import { type EvidenceDigest, receiptBytes } from '../../receipt/index.ts';
import { assetNames, type ReleaseAsset } from '../evidence-assets.ts';
import type { LateEntry, OwingRecord } from './find-owing.ts';

/** A file of evidence that came late, which the release of its record should have. */
export interface LateAsset {
  readonly name: string;
  readonly sha256: string;
  readonly entry: LateEntry;
  readonly digest: EvidenceDigest;
}

/** The files that came late for the artifact `name` of a record, under the names of its release's assets. */
export function lateAssets({ receipt, later }: OwingRecord, name: string): LateAsset[] {
  const first = receipt.evidence.map((digest) => ({ ...digest, entry: undefined }));
  const late = later.flatMap((entry) => entry.receipt.evidence.map((digest) => ({ ...digest, entry })));
  return assetNames(name, [...first, ...late]).flatMap(({ asset, file: { entry, ...digest } }) =>
    entry === undefined ? [] : [{ name: asset, sha256: digest.sha256, entry, digest }],
  );
}

/** The content of a late file. Throws `verification-failed` when the branch does not have it. */
export async function contentOfAsset(
  store: LedgerStore,
  { head }: LedgerHead,
  { name, entry, digest }: LateAsset,
): Promise<ReleaseAsset> {
  const files = await readEvidence(store, head, entry);
  const file = files.find(({ layer, n }) => layer === digest.layer && n === digest.n);
  if (file !== undefined) return { name, content: file.content };
  throw new VaultMeshError('internal', `The evidence of entry ${entry.index} lacks ${name}.`);
}

/**
 * The proof of an artifact with everything that came later. `had` is the text of the one that the release has: what it
 * says of the time is kept. Without one, or with one of another record, the proof is made anew from the ledger.
 */
export async function lateProof(
  store: LedgerStore,
  ledger: LedgerHead,
  { record, subject, had }: { record: OwingRecord; subject: Subject; had?: string },
  { logs, clock }: { logs: readonly NoteVerifier[]; clock: Clock },
): Promise<Proof> {
  const receipt = receiptBytes(record.receipt);
  const known = had === undefined ? undefined : proofIn(had);
  const proof =
    known !== undefined && equalBytes(known.receipt, receipt) && known.subject.name === subject.name
      ? known
      : {
          subject,
          receipt,
          evidence: await readEvidence(store, ledger.head, record),
          tlogProof: (await proveEntry(store, ledger, record.index)).tlogProof,
        };
  // Whose tokens are good is for those who verify the proof.
  return refreshProof(proof, store, { logs, trust: { roots: [], spkiPins: [] }, clock });
}

function proofIn(text: string): Proof | undefined {
  try {
    return parseProof(text);
  } catch (error) {
    if (error instanceof VaultMeshError) return undefined;
    throw error;
  }
}
