import { sha256, sha256Hex } from '../../../common/bytes.ts';
import { formatTime, type Clock } from '../../../common/clock.ts';
import { missingBecauseOf, type MissingEvidence } from '../../evidence/missing-evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import {
  appendRecords,
  type LedgerHead,
  type LedgerStore,
  type NoteSigner,
  type NoteVerifier,
  parseVerifierKey,
  publishedCheckpoint,
  readHead,
  signersOf,
} from '../../ledger/index.ts';
import { makeReceipt, type Receipt } from '../../receipt/index.ts';
import { type CheckpointTimestamp, timestampCheckpoint } from '../timestamp-checkpoint.ts';
import { askAuthority, authoritiesOf, type TimestampService } from '../timestamp-service.ts';
import { endingTimestamps, isLasting, RENEWAL } from './ending-timestamps.ts';

export interface RenewOptions extends TimestampService {
  readonly store: LedgerStore;
  /** Of the log; without it only what is due is looked for. */
  readonly signer?: NoteSigner;
  /** Tokens with a certificate that ends before this moment are renewed. */
  readonly before: Date;
  /** Only look what is due. */
  readonly dryRun?: boolean;
  readonly clock: Clock;
  /** [0, 1), for the jitter between attempts. */
  readonly random: () => number;
}

/** What came of a renewal; `tokens` are the paths of those that end too early. */
export type Renewal =
  | { readonly status: 'not-needed' }
  | { readonly status: 'due'; readonly tokens: readonly string[] }
  | {
      readonly status: 'renewed';
      readonly tokens: readonly string[];
      /** Path of the new token over the checkpoint. */
      readonly by: string;
    }
  | ({ readonly status: 'missing'; readonly tokens: readonly string[] } & Why);

type Why = Pick<MissingEvidence, 'reason' | 'detail'>;

/** Far below the number of subjects that a receipt may have. */
const TOKENS_PER_RECORD = 512;

/**
 * Renews time-stamps as RFC 4998 does, while their authorities can still be believed: a new token that lasts is put over
 * a checkpoint whose tree commits to all older evidence. Signatures and tokens over artifacts are in that tree by their
 * receipts; tokens over earlier checkpoints come into it as the artifacts of an entry of their own.
 *
 * When no authority gives a token that lasts, nothing is written. Throws what `readHead` and `appendRecords` throw.
 */
export async function renewTimestamps(options: RenewOptions): Promise<Renewal> {
  const { store, signer, before, dryRun = false, clock, random } = options;
  const own = signer && {
    signer,
    verifiers: signersOf(signer).map(({ verifierKey }) => parseVerifierKey(verifierKey)),
  };
  const ledger = await readHead(store, own?.verifiers);
  if (ledger.checkpoint.size === 0) return { status: 'not-needed' };
  const { ending, isPresentLasting } = await endingTimestamps(store, ledger, before);
  if (ending.length === 0 && isPresentLasting) return { status: 'not-needed' };
  const tokens = ending.map(({ name }) => name);
  if (dryRun || own === undefined) return { status: 'due', tokens };
  const authority = await lastingAuthority(options, ledger, own.verifiers);
  if (typeof authority !== 'string') return { status: 'missing', tokens, ...authority };
  const receipts = renewalReceipts(ending, ledger, before, clock());
  const records = receipts.map((receipt) => ({ receipt, evidence: [] }));
  const last = (await appendRecords(store, own.signer, records, { random })).at(-1);
  const present = last ?? { checkpoint: ledger.note, head: ledger.head, isPublisher: false };
  const { checkpoint, head, isPublisher: isNew } = present;
  const over = { verifiers: own.verifiers, checkpoint, head, isNew };
  const dated = await timestampCheckpoint({ ...options, ...over, authorities: [authority] });
  return { tokens, ...resultOf(dated) };
}

const resultOf = (
  dated: CheckpointTimestamp,
): { status: 'renewed'; by: string } | ({ status: 'missing' } & Why) =>
  dated.status === 'missing'
    ? { status: 'missing', reason: dated.reason, detail: dated.detail }
    : { status: 'renewed', by: dated.path };

/** An authority whose tokens last, found by asking for one over the present checkpoint; or why there is none. */
async function lastingAuthority(
  options: RenewOptions,
  { note }: LedgerHead,
  verifiers: readonly NoteVerifier[],
): Promise<string | Why> {
  const authorities = authoritiesOf(options);
  if ('reason' in authorities) return { reason: authorities.reason, detail: authorities.detail };
  const digest = sha256(publishedCheckpoint(note, verifiers));
  let why: Why = {
    reason: 'rejected',
    detail: `No authority gives time-stamps whose certificates last until ${formatTime(options.before)}; ask another one.`,
  };
  for (const url of authorities) {
    try {
      if (await isLasting(await askAuthority(options, url, digest), options.before)) return url;
    } catch (error) {
      const missing = missingBecauseOf(error, 'rfc3161');
      if (missing === undefined) throw error;
      why = { reason: missing.reason, detail: missing.detail };
    }
  }
  return why;
}

/** The entries that bring tokens over earlier checkpoints into the tree; the same tokens give the same operation. */
function renewalReceipts(
  ending: readonly Subject[],
  { checkpoint: { origin, size } }: LedgerHead,
  before: Date,
  time: Date,
): Receipt[] {
  const parts: Subject[][] = [];
  for (let i = 0; i < ending.length; i += TOKENS_PER_RECORD)
    parts.push(ending.slice(i, i + TOKENS_PER_RECORD));
  return parts.map((subjects) =>
    makeReceipt({
      id: `${RENEWAL}${sha256Hex(subjects.map((token) => token.sha256).join('\n'))}`,
      kind: 'snapshot',
      component: origin,
      version: String(size),
      time,
      subjects,
      context: {
        what: 'Tokens over earlier checkpoints of this log.',
        why: `A certificate of each ends before ${formatTime(before)}; the next token over the log covers them.`,
      },
      evidence: [],
      missing: [],
    }),
  );
}
