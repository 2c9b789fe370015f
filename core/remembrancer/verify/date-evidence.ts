import type { LayerVerdict } from '../evidence/layer-verdict.ts';
import { parseTlogProof, splitNote } from '../ledger/index.ts';
import type { EvidenceFile } from '../receipt/index.ts';

/** Evidence that a receipt in the log commits to. */
export interface RecordedEvidence {
  readonly files: readonly EvidenceFile[];
  /** The time that the receipt states. */
  readonly recordedAt: Date;
  readonly tlogProof: string;
}

/** A file of evidence, with the moment by which it is known to have been there. */
export interface DatedEvidence extends EvidenceFile {
  readonly by?: Date;
}

/**
 * When the files of a receipt were there: at the time that it states or, if the checkpoint that shows it is the one
 * under `timestampedProof`, which a token dates, at the later of the two. A log may date its receipts back; an
 * authority's clock may be a little behind the log's.
 */
export function dateEvidence(
  { files, recordedAt, tlogProof }: RecordedEvidence,
  timestampedProof: string,
  { status, time }: LayerVerdict,
): DatedEvidence[] {
  if (files.length === 0) return [];
  const isDated = status === 'valid' && time !== undefined && isSameCheckpoint(tlogProof, timestampedProof);
  const by = isDated ? new Date(Math.max(recordedAt.getTime(), Date.parse(time))) : recordedAt;
  return files.map((file) => ({ ...file, by }));
}

const isSameCheckpoint = (one: string, other: string): boolean =>
  checkpointText(one) === checkpointText(other);

/** The checkpoint without signatures: cosignatures may be other ones. */
const checkpointText = (tlogProof: string): string => splitNote(parseTlogProof(tlogProof).checkpoint).text;
