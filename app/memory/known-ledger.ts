import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import {
  FILES,
  type LedgerHead,
  type LedgerStore,
  NoLedgerError,
  readHead,
} from '../../core/remembrancer/ledger/index.ts';
import {
  type Memory,
  type MemoryRecord,
  readMemory,
  readRecordsOfKind,
} from '../../core/remembrancer/memory/index.ts';
import type { Remembered } from '../guard/witness-memory.ts';
import { type Bounds, boundedStore, type LedgerReads, tooMuch } from './bounded-store.ts';
import { type KnownKey, knownKey, tellKey } from './known-key.ts';
import { ledgerHistory, type LedgerHistory, tellHistory } from './ledger-history.ts';
import { readOnce } from './read-once.ts';

/** A ledger as the app sees it at one commit, for one answer. */
export interface KnownLedger {
  readonly repository: RepositoryName;
  /** Bounded, and of one commit: for what the ledger's own index leads to, and for proofs. */
  readonly store: LedgerStore;
  /** The same with bounds of its own, for reading all of it: where that comes to an end, `store` still reads. */
  readonly whole: LedgerStore;
  /** Signed by the known key; where none is known, by the key that the branch itself names. */
  readonly head: LedgerHead;
  readonly key: KnownKey;
  readonly history: LedgerHistory;
}

export interface LedgerToOpen {
  readonly repository: RepositoryName;
  readonly store: LedgerReads;
  /** The key that the configuration of the repository names. */
  readonly configured?: string | undefined;
  /** What the app remembers of the ledger. */
  readonly remembered?: Remembered | undefined;
  readonly clock: Clock;
  /** For reading all of it; `MOST_READ` by default. */
  readonly most?: Bounds | undefined;
}

/** What is read of a ledger as a whole: 4,096 entries with their records, or some 60,000 entries of which few records are wanted. */
export const MOST_READ: Bounds = { files: 20_000, bytes: 16 * 1024 * 1024, ms: 90_000 };

/** What is read of it beside that. */
const BOUNDS: Bounds = { files: 20_000, bytes: 16 * 1024 * 1024, ms: 120_000 };

/** The most entries of which all records are read for one answer. */
export const MOST_ENTRIES = 4_096;

/**
 * Reads the checkpoint of a ledger, and compares it with what was seen before. Throws `not-found` where there is none, and
 * `verification-failed` when the known key did not sign it.
 */
export async function openKnownLedger(ledger: LedgerToOpen): Promise<KnownLedger> {
  const { repository, configured, remembered, clock, most = MOST_READ } = ledger;
  const { head: commit } = await ledger.store.read([FILES.checkpoint]);
  if (commit === undefined) throw remembered === undefined ? new NoLedgerError() : goneLedger();
  const store = readOnce(boundedStore(ledger.store, commit, BOUNDS, clock), commit);
  const key = knownKey(configured, remembered);
  return {
    repository,
    store,
    whole: boundedStore(ledger.store, commit, most, clock),
    head: await readHead(store, key.from === 'nowhere' ? undefined : [key.verifier]),
    key,
    history: await ledgerHistory(store, remembered),
  };
}

const goneLedger = (): VaultMeshError =>
  new VaultMeshError('verification-failed', 'The branch is gone, and this app saw a ledger on it before.');

/** All records of a ledger. Throws `conflict` for one with more entries than are read for an answer. */
export async function recordsOf({ whole, head }: KnownLedger): Promise<Memory> {
  if (head.checkpoint.size > MOST_ENTRIES) throw tooMuch();
  return readMemory(whole, head);
}

/** All records of one kind, of a ledger with far more entries: only theirs are read. Throws `conflict` where that is too much as well. */
export const recordsOfKind = ({ whole, head }: KnownLedger, kind: string): Promise<MemoryRecord[]> =>
  readRecordsOfKind(whole, head, kind);

/** By what an answer from the ledger is judged: the key, and what the app saw before. */
export const tellTrust = ({ key, history }: KnownLedger): string => `${tellKey(key)} ${tellHistory(history)}`;

/** What an answer from a ledger that was rewritten begins with; nothing for any other. */
export const warningOf = ({ history }: Pick<KnownLedger, 'history'>): string[] =>
  history.state === 'broken'
    ? ['**The ledger was rewritten** since this app saw it last: do not rely on what follows.', '']
    : [];

/** The address of the repository of a ledger. */
export const addressOf = (serverUrl: string, { repository }: Pick<KnownLedger, 'repository'>): string =>
  `${serverUrl}/${fullName(repository)}`;
