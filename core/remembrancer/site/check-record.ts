import { equalBytes, sha256Hex, toHex, utf8 } from '../../common/bytes.ts';
import { VaultMeshError } from '../../common/error.ts';
import {
  leafHash,
  type NoteVerifier,
  openCheckpoint,
  parseTlogProof,
  verifyInclusion,
} from '../ledger/index.ts';
import { memoryRecord } from '../memory/memory-record.ts';
import { entryOf, parseEntry, parseReceipt, type Receipt } from '../receipt/index.ts';
import { decisionText, inOneLine, wordsOf } from './decision-text.ts';
import { type Fact, factsOf, leadOf } from './facts-of.ts';
import { shown } from './shown.ts';

/** What the page of a record carries for whoever checks it. */
export interface RecordEvidence {
  /** The entry and the receipt, byte for byte: both are JSON in UTF-8. */
  readonly entry: string;
  readonly receipt: string;
  /** The inclusion proof and the signed checkpoint, as a C2SP tlog-proof. */
  readonly proof: string;
  /** The Markdown of a decision, where the page shows it. */
  readonly text?: string;
}

/** What a reader of the page sees. */
export interface ShownRecord {
  readonly title: string;
  /** What stands under the title, beside the status. */
  readonly lead: string;
  readonly facts: readonly Fact[];
  /** The words of the decision's text, where the page shows one. */
  readonly text?: string;
}

/** One thing that was looked at. What does not hold says why. */
export interface RecordCheck {
  readonly name: string;
  readonly holds: boolean;
  readonly detail: string;
}

/**
 * Checks the evidence of a record against the key of its log, and what the page shows against the evidence: signature,
 * inclusion (RFC 6962), receipt, the text of a decision. A change of any byte makes one of them fail, but for the cosignatures
 * of witnesses, whose keys are not known here.
 */
export function checkRecord(
  evidence: RecordEvidence,
  verifier: NoteVerifier,
  seen: ShownRecord,
): RecordCheck[] {
  const { entry, receipt: receiptText, proof: tlogProof, text } = evidence;
  const entryBytes = utf8(entry);
  const receiptBytes = utf8(receiptText);
  return [
    check('Checkpoint', () => {
      const { origin, size } = openCheckpoint(parseTlogProof(tlogProof).checkpoint, verifier);
      const fingerprint = sha256Hex(verifier.publicKey);
      return `The key with the SHA-256 ${fingerprint} signed the checkpoint of ${origin} at size ${size}.`;
    }),
    check('Inclusion', () => {
      const { index, proof, checkpoint } = parseTlogProof(tlogProof);
      const { size, root } = openCheckpoint(checkpoint, verifier);
      if (!verifyInclusion(index, size, leafHash(entryBytes), proof, root)) {
        throw broken('The proof does not lead from the entry to the signed root.');
      }
      return `The hash of the entry leads to the signed root by ${proof.length} hashes: it is entry ${index}.`;
    }),
    check('Receipt', () => {
      const receipt = receiptOf(entryBytes, receiptBytes);
      return `It has the SHA-256 that the entry commits to, ${parseEntry(entryBytes).receipt}, of operation ${receipt.id}.`;
    }),
    check('Page', () => {
      const differing = differenceOf(seen, shownOf(evidence, receiptOf(entryBytes, receiptBytes)));
      if (differing !== undefined) throw broken(`The page shows another ${differing} than the record has.`);
      return 'It shows what the receipt says, and the evidence as it is.';
    }),
    ...(text === undefined && seen.text === undefined
      ? []
      : [
          check('Text', () => {
            const digest = sha256Hex(text ?? '');
            const receipt = receiptOf(entryBytes, receiptBytes);
            const subject = receipt.subjects.find(({ sha256 }) => sha256 === digest);
            if (subject === undefined) throw broken(`The receipt names no file with the SHA-256 ${digest}.`);
            const { title } = memoryRecord({ index: 0, receipt, receiptBytes });
            if (wordsOf(decisionText(text ?? '', title)) !== inOneLine(seen.text ?? '')) {
              throw broken('The page shows other words than its source has.');
            }
            return `Its words are those of ${subject.name} by the SHA-256 that the receipt has.`;
          }),
        ]),
  ];
}

/** The receipt that the entry commits to. Throws `verification-failed`. */
function receiptOf(entryBytes: Uint8Array, receiptBytes: Uint8Array): Receipt {
  const entry = parseEntry(entryBytes);
  if (sha256Hex(receiptBytes) !== entry.receipt)
    throw broken('It is not the receipt that the entry commits to.');
  const receipt = parseReceipt(receiptBytes);
  if (equalBytes(entryOf(receipt), entryBytes)) return receipt;
  throw broken('The entry says something else than its receipt.');
}

/** What the page of a record shows, but for the words of a decision's text. */
function shownOf(
  { entry, receipt: receiptText, proof: tlogProof, text }: RecordEvidence,
  receipt: Receipt,
): ShownRecord {
  const { index, proof } = parseTlogProof(tlogProof);
  const { title } = memoryRecord({ index, receipt, receiptBytes: utf8(receiptText) });
  const facts: Fact[] = [
    ...(text === undefined ? [] : [['Its source', text] as const]),
    ...factsOf(receipt),
    ['Entry', entry],
    ['Receipt', receiptText],
    ['Inclusion proof', proof.map(toHex).join('\n')],
  ];
  return {
    title: shown(title),
    lead: shown(leadOf(receipt, index)),
    facts: facts.map(([label, value]) => [shown(label), shown(value)]),
  };
}

/** The name of the first thing that the page shows otherwise, or `undefined`. */
function differenceOf(seen: ShownRecord, expected: ShownRecord): string | undefined {
  if (seen.title !== expected.title) return 'title';
  if (seen.lead !== expected.lead) return 'line under its title';
  const length = Math.max(expected.facts.length, seen.facts.length);
  const at = Array.from({ length }, (_, i) => i).find(
    (i) => expected.facts[i]?.[0] !== seen.facts[i]?.[0] || expected.facts[i]?.[1] !== seen.facts[i]?.[1],
  );
  return at === undefined ? undefined : `“${expected.facts[at]?.[0] ?? seen.facts[at]?.[0] ?? ''}”`;
}

function check(name: string, look: () => string): RecordCheck {
  try {
    return { name, holds: true, detail: look() };
  } catch (error) {
    if (error instanceof VaultMeshError) return { name, holds: false, detail: error.message };
    throw error;
  }
}

const broken = (message: string): VaultMeshError => new VaultMeshError('verification-failed', message);
