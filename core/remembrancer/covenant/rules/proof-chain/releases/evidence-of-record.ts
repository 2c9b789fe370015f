import { fromUtf8, sha256Hex } from '../../../../../common/bytes.ts';
import type { Subject } from '../../../../evidence/index.ts';
import { evidencePath } from '../../../../ledger/index.ts';
import { type EvidenceDigest, evidenceFileName } from '../../../../receipt/index.ts';
import type { EvidenceFault, EvidenceJudge } from './evidence-judge.ts';
import type { CompletedRecord } from './recorded-release.ts';

/** What the evidence of a record comes to. */
export interface RecordEvidence {
  /** Names of artifacts that no signature is over. */
  readonly unsigned: readonly string[];
  /** Names of artifacts that no time-stamp is over. */
  readonly unstamped: readonly string[];
  /** What does not hold, by file. */
  readonly faults: readonly string[];
  /** What could not be looked at, by file. */
  readonly open: readonly string[];
}

interface Piece {
  readonly path: string;
  readonly digest: EvidenceDigest;
  readonly subjects: readonly Subject[];
}

/** The paths of all evidence of a record, late evidence too. */
export const evidencePaths = (record: CompletedRecord): string[] => piecesOf(record).map(({ path }) => path);

/** Judges the evidence of a record, whose files, as far as they are there, are in `files`. What came later counts. */
export async function evidenceOfRecord(
  record: CompletedRecord,
  files: ReadonlyMap<string, Uint8Array>,
  judge: EvidenceJudge,
): Promise<RecordEvidence> {
  const pieces = piecesOf(record);
  const keys = pieces.flatMap(({ path, digest }) =>
    digest.layer === 'openpgp-key' ? (textIn(files.get(path)) ?? []) : [],
  );
  const faultOf = async ({ path, digest, subjects }: Piece): Promise<EvidenceFault | undefined> => {
    const content = files.get(path);
    if (content === undefined || sha256Hex(content) !== digest.sha256) return NOT_THERE;
    return judge({ layer: digest.layer, content, subjects, keys });
  };
  const signed = new Set<string>();
  const stamped = new Set<string>();
  const faults: string[] = [];
  const open: string[] = [];
  for (const piece of pieces) {
    const fault = await faultOf(piece);
    if (fault !== undefined)
      (fault.isOpen ? open : faults).push(`${evidenceFileName(piece.digest)}: ${fault.what}`);
    if (fault?.isOpen === false || piece.digest.layer === 'openpgp-key') continue;
    const covered = piece.digest.layer === 'rfc3161' ? stamped : signed;
    for (const { name } of piece.subjects) covered.add(name);
  }
  const names = record.receipt.subjects.map(({ name }) => name);
  return {
    unsigned: names.filter((name) => !signed.has(name)),
    unstamped: names.filter((name) => !stamped.has(name)),
    faults,
    open,
  };
}

/** VM-I-01 says what is wrong with such a file. */
const NOT_THERE: EvidenceFault = { what: 'It is not as the receipt has it.', isOpen: true };

/** The evidence of the record and what came later, each piece with the artifacts of the record that it speaks of. */
function piecesOf(record: CompletedRecord): Piece[] {
  const { subjects } = record.receipt;
  return [record, ...record.later].flatMap(({ index, receipt }) =>
    receipt.evidence.map((digest) => ({
      path: evidencePath(index, digest),
      digest,
      subjects: subjects.filter(
        ({ name, sha256 }) =>
          isOver(digest, name, subjects.length) &&
          receipt.subjects.some((each) => each.name === name && each.sha256 === sha256),
      ),
    })),
  );
}

/** A bundle names its artifacts itself; a signature that does not say over what it is can be over one alone. */
const isOver = ({ layer, subject }: EvidenceDigest, name: string, artifacts: number): boolean =>
  subject === undefined ? layer !== 'openpgp' || artifacts === 1 : subject === name;

function textIn(content: Uint8Array | undefined): string | undefined {
  try {
    return content && fromUtf8(content);
  } catch {
    return undefined;
  }
}
