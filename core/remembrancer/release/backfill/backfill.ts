import type { MissingEvidence } from '../../evidence/missing-evidence.ts';
import {
  type LedgerHead,
  type LedgerStore,
  MAX_RECORDS,
  type NoteSigner,
  type NoteVerifier,
  parseVerifierKey,
  readHead,
  signersOf,
} from '../../ledger/index.ts';
import { type CheckpointTimestamp, presentTimestamp, timestampCheckpoint } from '../timestamp-checkpoint.ts';
import { authoritiesOf } from '../timestamp-service.ts';
import type { EvidenceServices } from './collect-evidence.ts';
import { findOwing, type OwingRecord } from './find-owing.ts';
import { type Renewal, renewTimestamps } from './renew-timestamps.ts';
import { type SuppliedRecord, supplyEvidence, type WantingRecord } from './supply-evidence.ts';
import { wantedEvidence, wantedLayers } from './wanted-evidence.ts';

export interface BackfillOptions extends EvidenceServices {
  readonly store: LedgerStore;
  /** Of the log. Without it the run is a dry one, and believes the key that the branch names. */
  readonly signer?: NoteSigner;
  /** The most records to complete in this run; 256 by default, which one append takes. */
  readonly limit?: number;
  /** Also renew tokens with a certificate that ends before this moment. */
  readonly renewBefore?: Date;
  /** Only look what is owed: no service is asked, nothing is written. */
  readonly dryRun?: boolean;
  /** [0, 1), for the jitter between attempts. */
  readonly random: () => number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A record that still lacks evidence which this run could have got. */
export interface OpenRecord {
  readonly operation: string;
  readonly index: number;
  readonly layers: readonly MissingEvidence['layer'][];
  /** Why: what was tried in vain. Empty where nothing was tried, in a dry run or beyond the limit. */
  readonly missing: readonly MissingEvidence[];
}

export interface Backfill {
  readonly origin: string;
  /** Entries of the log after the run. */
  readonly size: number;
  readonly supplied: readonly SuppliedRecord[];
  readonly open: readonly OpenRecord[];
  /** What came of a token over the checkpoint; absent in a dry run and for a log without entries. */
  readonly checkpointTimestamp?: CheckpointTimestamp;
  /** Present in a dry run: whether a run would have the checkpoint time-stamped. */
  readonly dryRun?: { readonly undated: boolean };
  /** Present when it was asked for. */
  readonly renewal?: Renewal;
}

/**
 * Gets the evidence that records of a ledger were made without because a service was down, and appends it: one entry of
 * kind `evidence` for each record, many in one append. Then it has the checkpoint time-stamped. What is owed follows from
 * the ledger alone, so a run goes on where the last one stopped; one that finds nothing owed changes nothing, nor does one
 * whose services are still down.
 *
 * Throws `usage` for an OpenPGP key that cannot sign, and what `readEntries` and `appendRecords` throw.
 */
export async function backfill(options: BackfillOptions): Promise<Backfill> {
  const { renewBefore: before } = options;
  const completed = await complete(options);
  if (before === undefined) return completed;
  return { ...completed, renewal: await renewTimestamps({ ...options, before }) };
}

async function complete(options: BackfillOptions): Promise<Backfill> {
  const { store, signer, limit = MAX_RECORDS, dryRun = false } = options;
  const own = signer && { signer, verifiers: verifiersOf(signer) };
  const ledger = await readHead(store, own?.verifiers);
  const wanting = wantingOf(options, await findOwing(store, ledger));
  if (dryRun || own === undefined) return lookedAt(options, ledger, wanting);
  const now = wanting.slice(0, limit);
  const { supplied, missing, last } = await supplyEvidence({ ...options, signer: own.signer }, now);
  const open = wanting.flatMap((record): OpenRecord[] => {
    const { index, receipt, wanted } = record;
    const why = missing.get(record) ?? [];
    if (now.includes(record) && why.length === 0) return [];
    const layers = why.length > 0 ? [...new Set(why.map(({ layer }) => layer))] : wantedLayers(wanted);
    return [{ operation: receipt.id, index, layers, missing: why }];
  });
  const { origin } = ledger.checkpoint;
  const { size } = last ?? ledger.checkpoint;
  if (size === 0) return { origin, size, supplied, open };
  const present = last ?? { checkpoint: ledger.note, head: ledger.head, isPublisher: false };
  const { checkpoint, head, isPublisher: isNew } = present;
  const checkpointTimestamp = await timestampCheckpoint({
    ...options,
    verifiers: own.verifiers,
    checkpoint,
    head,
    isNew,
  });
  return { origin, size, supplied, open, checkpointTimestamp };
}

/** What a dry run says. */
async function lookedAt(
  options: BackfillOptions,
  { checkpoint: { origin, size }, note: checkpoint, head, verifier }: LedgerHead,
  wanting: readonly WantingRecord[],
): Promise<Backfill> {
  const over = { ...options, verifiers: [verifier], checkpoint, head };
  const undated =
    size > 0 && !('reason' in authoritiesOf(options)) && (await presentTimestamp(over)) === undefined;
  const open = wanting.map(({ index, receipt, wanted }) => ({
    operation: receipt.id,
    index,
    layers: wantedLayers(wanted),
    missing: [],
  }));
  return { origin, size, supplied: [], open, dryRun: { undated } };
}

/** The records that lack something which this run can get. */
function wantingOf(options: BackfillOptions, owing: readonly OwingRecord[]): WantingRecord[] {
  const authorities = authoritiesOf(options);
  const capabilities = {
    authorities: 'reason' in authorities ? 0 : authorities.length,
    sigstore: options.sigstore !== undefined,
    openpgp: options.openpgp !== undefined,
  };
  return owing.flatMap(({ index, receipt, later }) => {
    const receipts = later.map((entry) => entry.receipt);
    const wanted = wantedEvidence(receipt, receipts, capabilities);
    return wantedLayers(wanted).length > 0 ? [{ index, receipt, wanted }] : [];
  });
}

const verifiersOf = (signer: NoteSigner): NoteVerifier[] =>
  signersOf(signer).map(({ verifierKey }) => parseVerifierKey(verifierKey));
