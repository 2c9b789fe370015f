import schema from '../../../ledger-schema/proof.schema.json' with { type: 'json' };
import { fromBase64, toBase64 } from '../../common/bytes.ts';
import { canonicalJson, type Json } from '../../common/canonical-json.ts';
import { VaultMeshError } from '../../common/error.ts';
import { refuseNewer } from '../../common/refuse-newer.ts';
import type { Subject } from '../evidence/subject.ts';
import type { EvidenceFile } from '../receipt/evidence-file.ts';
import { schemaCheck } from '../../common/json-schema.ts';

/** A receipt with its evidence, and that it is in a log. */
export interface ProvenReceipt {
  /** The exact bytes of the receipt. */
  readonly receipt: Uint8Array;
  /** The evidence that speaks of the proof's subject, or of all subjects of the receipt. */
  readonly evidence: readonly EvidenceFile[];
  /** C2SP tlog-proof@v1 text. */
  readonly tlogProof: string;
}

/** Everything about one artifact that a verifier needs beside the artifact and a trust file. */
export interface Proof extends ProvenReceipt {
  readonly subject: Subject;
  /** RFC 3161 tokens (whole TimeStampResp) over the checkpoint of `timestampedProof`, as it was published. */
  readonly checkpointTimestamps?: readonly Uint8Array[];
  /** The tlog-proof at the checkpoint that is time-stamped, where that is an earlier one than that of `tlogProof`. */
  readonly timestampedProof?: string;
  /** Evidence that came after the record: receipts of kind `evidence` that link this one. */
  readonly later?: readonly ProvenReceipt[];
}

/** A part of the proof as it is written. */
interface ReceiptDocument {
  readonly receipt: string;
  readonly evidence: readonly (Omit<EvidenceFile, 'content'> & { readonly content: string })[];
  readonly tlogProof: string;
}

/** The proof as it is written; ledger-schema/proof.schema.json describes it. */
interface ProofDocument extends ReceiptDocument {
  readonly format: typeof FORMAT;
  readonly subject: Subject;
  readonly checkpointTimestamps?: readonly string[];
  readonly timestampedProof?: string;
  readonly later?: readonly ReceiptDocument[];
}

const VERSION = 1;
const FORMAT = `vaultmesh-proof/${VERSION}`;

const check = schemaCheck(schema);

/** The text of a `.vmproof` file. Of the evidence, what speaks of another subject is left out. */
export function makeProof({
  subject,
  checkpointTimestamps = [],
  timestampedProof,
  later = [],
  ...first
}: Proof): string {
  const document: ProofDocument = {
    format: FORMAT,
    subject,
    ...writeReceipt(first, subject),
    ...(checkpointTimestamps.length > 0 && { checkpointTimestamps: checkpointTimestamps.map(toBase64) }),
    ...(timestampedProof !== undefined && { timestampedProof }),
    ...(later.length > 0 && { later: later.map((each) => writeReceipt(each, subject)) }),
  };
  return serialize(document);
}

const writeReceipt = (
  { receipt, evidence, tlogProof }: ProvenReceipt,
  { name }: Subject,
): ReceiptDocument => ({
  receipt: toBase64(receipt),
  evidence: evidence
    .filter(({ subject }) => subject === undefined || subject === name)
    .map((file) => ({ ...file, content: toBase64(file.content) })),
  tlogProof,
});

/**
 * Parses a `.vmproof` file: its form, not its truth. Throws `verification-failed` that names `name` and what is
 * wrong, and `incomplete` for a format that came later. Only the canonical text is taken, so that no byte of the file
 * is without meaning.
 */
export function parseProof(text: string, name = 'The proof'): Proof {
  const refuse = (what: string, cause?: unknown): VaultMeshError =>
    new VaultMeshError('verification-failed', `${name} is not a VaultMesh proof: ${what}.`, { cause });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refuse('it is not JSON', cause);
  }
  refuseNewer(name, value, VERSION, versionOf);
  const problem = check(value);
  if (problem !== undefined) throw refuse(problem);
  const document = value as ProofDocument;
  if (!isCanonical(document, text)) {
    throw refuse('it is not canonical JSON (RFC 8785) with one line feed at the end');
  }
  const bytes = (base64: string, what: string): Uint8Array => {
    const decoded = fromBase64(base64);
    if (decoded === undefined) throw refuse(`${what} is not canonical base64`);
    return decoded;
  };
  const readReceipt = ({ receipt, evidence, tlogProof }: ReceiptDocument, at: string): ProvenReceipt => ({
    receipt: bytes(receipt, `${at}/receipt`),
    evidence: evidence.map((file, i) => ({
      ...file,
      content: bytes(file.content, `${at}/evidence/${i}/content`),
    })),
    tlogProof,
  });
  const { subject, checkpointTimestamps, timestampedProof, later } = document;
  return {
    subject,
    ...readReceipt(document, ''),
    ...(checkpointTimestamps && {
      checkpointTimestamps: checkpointTimestamps.map((token, i) =>
        bytes(token, `/checkpointTimestamps/${i}`),
      ),
    }),
    ...(timestampedProof !== undefined && { timestampedProof }),
    ...(later && { later: later.map((each, i) => readReceipt(each, `/later/${i}`)) }),
  };
}

/** The number in `vaultmesh-proof/<number>`. */
function versionOf({ format }: { format?: unknown }): number | undefined {
  if (typeof format !== 'string') return undefined;
  const [, digits] = /^vaultmesh-proof\/([1-9]\d*)$/.exec(format) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

// Interfaces have no index signature; every member of the document is JSON.
const serialize = (document: ProofDocument): string => `${canonicalJson(document as unknown as Json)}\n`;

function isCanonical(document: ProofDocument, text: string): boolean {
  try {
    return serialize(document) === text;
  } catch {
    // A string that canonical JSON cannot carry.
    return false;
  }
}
