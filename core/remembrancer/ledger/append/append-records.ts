import { VaultMeshError } from '../../../common/error.ts';
import { FILES } from '../branch/branch-paths.ts';
import { type NoteSigner, signersOf } from '../note/note-signer.ts';
import { type NoteVerifier, parseVerifierKey } from '../note/note-verifier.ts';
import { type TileReader, tileReader } from '../read/tile-reader.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { edgeFiles } from '../tile/right-edge.ts';
import { admit, indexPaths } from './admit.ts';
import { appendedRecords } from './appended-records.ts';
import { backOff } from './backoff.ts';
import { commitMessage } from './commit-message.ts';
import { findRecorded, operationOf } from './find-recorded.ts';
import { integrate } from './integrate.ts';
import { loadLog } from './load-log.ts';
import type { LogState, PlacedEntry } from './log-state.ts';
import {
  type AppendedRecord,
  isRecordOf,
  type NewRecord,
  type PreparedRecord,
  prepareRecords,
} from './new-record.ts';
import { OneHistory } from './one-history.ts';

const DEFAULT_ATTEMPTS = 40;

export interface AppendOptions {
  /** [0, 1), for the jitter between attempts. */
  readonly random: () => number;
  /** How often to begin at most, when the branch moves or the store fails; 40 by default. */
  readonly attempts?: number;
}

/**
 * Appends up to 256 records to the ledger, and answers when the checkpoint over them stands on the branch. An operation
 * that is in the log already is not appended again: the answer has what was recorded then.
 *
 * It takes two commits, because a key must never sign two roots for one size. The first admits: entries, receipts and
 * a signed admission, which is no checkpoint, so that losing the race for the head has signed nothing that counts. The
 * second integrates what was admitted, which gives the same checkpoint whoever does it. A writer that finds another's
 * admission completes it in the commit that makes its own.
 *
 * Throws `usage` for records that do not hold together, `not-found` without a ledger, `verification-failed` when the
 * branch is not what the key signed or is taken back meanwhile, `not-permitted`, and `conflict` or `network` when every
 * attempt was in vain.
 */
export async function appendRecords(
  store: LedgerStore,
  signer: NoteSigner,
  records: readonly NewRecord[],
  { random, attempts = DEFAULT_ATTEMPTS }: AppendOptions,
): Promise<AppendedRecord[]> {
  const tiles = tileReader(store);
  const job: Job = {
    store,
    signer,
    verifiers: signersOf(signer).map(({ verifierKey }) => parseVerifierKey(verifierKey)),
    tiles,
    history: new OneHistory(tiles),
    records: prepareRecords(records),
    offered: new Set(),
  };
  if (job.records.length === 0) return [];
  for (let attempt = 1; ; attempt += 1) {
    let failure: VaultMeshError | undefined;
    try {
      const appended = await tryAppend(job);
      if (appended !== undefined) return appended;
    } catch (error) {
      // The commit may be on the branch or not: the next attempt reads it and sees.
      if (!(error instanceof VaultMeshError) || error.code !== 'network') throw error;
      failure = error;
    }
    if (attempt >= attempts) throw failure ?? alwaysMoved(attempts);
    await backOff(attempt, random);
  }
}

interface Job {
  readonly store: LedgerStore;
  readonly signer: NoteSigner;
  readonly verifiers: readonly NoteVerifier[];
  readonly tiles: TileReader;
  readonly history: OneHistory;
  readonly records: readonly PreparedRecord[];
  /** Operations that this job asked the store to admit; it may have done so without our seeing the answer. */
  readonly offered: Set<string>;
}

/** One attempt from a fresh read. `undefined` when the branch moved. */
async function tryAppend(job: Job): Promise<AppendedRecord[] | undefined> {
  const { store, tiles, history, verifiers, records, offered } = job;
  const loaded = await loadLog(store, verifiers, indexPaths(records));
  tiles.add(edgeFiles(loaded.state.edge));
  await history.continues(loaded.state);
  const ids = records.map(({ id }) => id);
  const recorded = await findRecorded(tiles, loaded.state, loaded.files, ids);
  let { state } = loaded;
  let isPublisher = false;
  for (;;) {
    const waiting = operationsOf(state);
    const open = records.filter(({ id }) => !recorded.has(id) && !waiting.has(id));
    if (open.length === 0 && !ids.some((id) => waiting.has(id))) break;
    const next = await commitNext(job, state, open, loaded.files);
    if (next === undefined) return undefined;
    isPublisher = next.checkpoint.size > state.checkpoint.size;
    for (const [id, placed] of waiting) if (!recorded.has(id)) recorded.set(id, placed);
    state = next;
  }
  return appendedRecords(
    store,
    tiles,
    state,
    isPublisher,
    records.flatMap((record) => {
      const placed = recorded.get(record.id);
      if (placed === undefined) return [];
      return [{ record, placed, isNew: offered.has(record.id) && isRecordOf(record, placed.entry) }];
    }),
  );
}

/** One commit: integrates what is admitted, and admits `open`. The log after it, or `undefined` when the branch moved. */
async function commitNext(
  { store, signer, tiles, history, offered }: Job,
  state: LogState,
  open: readonly PreparedRecord[],
  files: ReadonlyMap<string, Uint8Array>,
): Promise<LogState | undefined> {
  const integration = state.admitted.length > 0 ? await integrate(store, state, signer, history) : undefined;
  const base = integration?.state ?? state;
  const admission = open.length > 0 ? admit(base, open, signer, files) : undefined;
  for (const { id } of open) offered.add(id);
  const isAdmissionOver = state.hasAdmission && admission === undefined;
  const head = await store.commit(state.head, {
    message: commitMessage(
      integration?.state.checkpoint,
      open.map(({ id }) => id),
    ),
    additions: new Map([...(integration?.additions ?? []), ...(admission ?? [])]),
    deletions: [...(integration?.deletions ?? []), ...(isAdmissionOver ? [FILES.admission] : [])],
  });
  if (head === undefined) return undefined;
  if (integration !== undefined) tiles.add(integration.tiles);
  const next = {
    ...base,
    head,
    admitted: open.map(({ entry }) => entry),
    hasAdmission: admission !== undefined,
  };
  history.published(next);
  return next;
}

/** The operations that are admitted and not integrated, with the places that their entries will have. */
function operationsOf({ admitted, checkpoint }: LogState): Map<string, PlacedEntry> {
  return new Map(
    admitted.flatMap((entry, i) => {
      const id = operationOf(entry);
      return id === undefined ? [] : [[id, { index: checkpoint.size + i, entry }] as const];
    }),
  );
}

const alwaysMoved = (attempts: number): VaultMeshError =>
  new VaultMeshError(
    'conflict',
    `The ledger branch moved under each of ${attempts} attempts to append. Nothing is lost: run the append again, and let writers of one repository wait for each other (concurrency).`,
  );
