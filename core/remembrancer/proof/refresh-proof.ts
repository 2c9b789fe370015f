import { equalBytes, sha256Hex } from '../../common/bytes.ts';
import type { Clock } from '../../common/clock.ts';
import { VaultMeshError } from '../../common/error.ts';
import {
  checkpointTimestampPath,
  findLateEvidence,
  type LedgerHead,
  type LedgerStore,
  parseTlogProof,
  proveEntry,
  publishedCheckpoint,
  readEvidence,
  readHead,
  splitNote,
  type NoteVerifier,
} from '../ledger/index.ts';
import { entryOf, parseReceipt, receiptBytes, type Receipt } from '../receipt/index.ts';
import type { TrustFile } from '../trust/trust-file.ts';
import type { Proof, ProvenReceipt } from './vmproof.ts';

export interface RefreshOptions {
  /** The keys of the ledger, from the trust file. */
  readonly logs: readonly NoteVerifier[];
  /** By what a token over the checkpoint is looked at: where it names an authority, no other's is taken. */
  readonly trust: TrustFile['rfc3161'];
  readonly clock: Clock;
}

/**
 * The proof at the ledger's present checkpoint: with the cosignatures that have come since, the evidence that came later,
 * and the token over the checkpoint. A proof whose checkpoint is time-stamped keeps that one and its tokens beside the
 * present, since a later token would date the release later.
 *
 * Throws `verification-failed` when the checkpoint is not signed by the log's key or the ledger does not hold the entry
 * any more where the proof had it, and `not-found` without a ledger.
 */
export async function refreshProof(
  proof: Proof,
  store: LedgerStore,
  options: RefreshOptions,
): Promise<Proof> {
  const { index } = parseTlogProof(proof.tlogProof);
  const receipt = parseReceipt(proof.receipt, 'The receipt in the proof');
  const ledger = await readHead(store, options.logs);
  const proven = index < ledger.checkpoint.size ? await proveEntry(store, ledger, index) : undefined;
  if (proven === undefined || !equalBytes(proven.entryBytes, entryOf(receipt))) {
    throw new VaultMeshError(
      'verification-failed',
      `The ledger ${ledger.checkpoint.origin} does not hold the record of ${proof.subject.name} as entry ${index}; keep the proof, it may show a rewrite.`,
    );
  }
  const { subject, evidence, later = [] } = proof;
  return {
    subject,
    receipt: proof.receipt,
    evidence,
    tlogProof: proven.tlogProof,
    ...(await timestamps(proof, proven.tlogProof, store, ledger, options)),
    later: withKept(later, await lateEvidence(store, ledger, index, receipt)),
  };
}

/**
 * The tokens that the proof has, with the checkpoint that they are over, or the one over the present checkpoint, when the
 * proof has none that is good and the branch does. What is wrong is dropped.
 */
async function timestamps(
  proof: Proof,
  tlogProof: string,
  store: LedgerStore,
  ledger: LedgerHead,
  options: RefreshOptions,
): Promise<Pick<Proof, 'checkpointTimestamps' | 'timestampedProof'>> {
  const timestampedProof = proof.timestampedProof ?? proof.tlogProof;
  const { checkpoint } = parseTlogProof(timestampedProof);
  const had = await judgeTokens(proof.checkpointTimestamps ?? [], checkpoint, options);
  if (!had.some(isGood)) {
    // Whoever can push can put anything there.
    const path = checkpointTimestampPath(ledger.checkpoint.size);
    const tsr = (await store.read([path], ledger.head)).files.get(path);
    const [present] = await judgeTokens(tsr === undefined ? [] : [tsr], ledger.note, options);
    if (present !== undefined && isGood(present)) return { checkpointTimestamps: [present.tsr] };
  }
  if (had.length === 0) return {};
  const isPresent = checkpointText(timestampedProof) === checkpointText(tlogProof);
  return { checkpointTimestamps: had.map(({ tsr }) => tsr), ...(!isPresent && { timestampedProof }) };
}

interface JudgedToken {
  readonly tsr: Uint8Array;
  /** By the trust file, where it names an authority. */
  readonly isGood: boolean;
}

const isGood = (token: JudgedToken): boolean => token.isGood;

/** Those of `tokens` that are not wrong about the checkpoint `note`. */
async function judgeTokens(
  tokens: readonly Uint8Array[],
  note: string,
  { logs, trust, clock }: RefreshOptions,
): Promise<JudgedToken[]> {
  if (tokens.length === 0) return [];
  const { verifyTimestamp } = await import('../evidence/rfc3161/verify-timestamp.ts');
  const subject = { sha256: sha256Hex(publishedCheckpoint(note, logs)) };
  const hasAnchors = trust.roots.length + trust.spkiPins.length > 0;
  const judged: JudgedToken[] = [];
  for (const tsr of tokens) {
    const { status } = await verifyTimestamp({ tsr, subject, trust, at: clock() });
    if (status !== 'invalid') judged.push({ tsr, isGood: status === 'valid' || !hasAnchors });
  }
  return judged;
}

const checkpointText = (tlogProof: string): string => splitNote(parseTlogProof(tlogProof).checkpoint).text;

async function lateEvidence(
  store: LedgerStore,
  ledger: LedgerHead,
  index: number,
  receipt: Receipt,
): Promise<ProvenReceipt[]> {
  const later: ProvenReceipt[] = [];
  for (const entry of await findLateEvidence(store, ledger, { index, receipt })) {
    const evidence = await readEvidence(store, ledger.head, entry);
    const { tlogProof } = await proveEntry(store, ledger, entry.index);
    later.push({ receipt: receiptBytes(entry.receipt), evidence, tlogProof });
  }
  return later;
}

/** What was found, and before it what the proof had that was not: an index file of the branch may hide an entry. */
const withKept = (had: readonly ProvenReceipt[], found: readonly ProvenReceipt[]): ProvenReceipt[] => [
  ...had.filter(({ receipt }) => !found.some((other) => equalBytes(other.receipt, receipt))),
  ...found,
];
