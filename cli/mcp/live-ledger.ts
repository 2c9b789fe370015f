import { equalBytes } from '../../core/common/bytes.ts';
import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import {
  type Checkpoint,
  type LedgerHead,
  type LedgerStore,
  type NoteVerifier,
  provePrefix,
  readHead,
} from '../../core/remembrancer/ledger/index.ts';
import {
  type AskableMemory,
  askable,
  type DecisionTexts,
  type Memory,
  type ProvenTexts,
  readDecisionTexts,
  readMemory,
  type RecordFinder,
  recordFinder,
} from '../../core/remembrancer/memory/index.ts';

/** A ledger as it stands, and what is made of it once for many questions. */
export interface LedgerView {
  readonly store: LedgerStore;
  readonly ledger: LedgerHead;
  readonly memory: Memory;
  /** Those of decisions, by their SHA-256. */
  readonly texts: ProvenTexts;
  readonly find: RecordFinder;
  readonly askable: () => AskableMemory;
}

/** A ledger that is asked again and again. */
export interface LiveLedger {
  /** Runs `work` on the ledger as it stands now; one work after another, since they share one git repository. */
  read<Result>(work: (view: LedgerView) => Result | Promise<Result>): Promise<Result>;
}

export interface LiveLedgerOptions {
  /** The keys that the ledger must be signed with; without them it is the key that the branch names. */
  readonly logs?: readonly NoteVerifier[];
  /** Where the texts of decisions are. */
  readonly texts: DecisionTexts;
  readonly clock: Clock;
}

/** Questions that come together do not each ask the other side whether the branch moved. */
const FRESH_MS = 1_000;

/**
 * The ledger in `store`, read again when the branch has another tree than the last time. Each work throws what `readHead` and
 * `readMemory` throw, and `verification-failed` when the log does not continue what was read of it before.
 */
export function liveLedger(store: LedgerStore, { logs, texts, clock }: LiveLedgerOptions): LiveLedger {
  let view: LedgerView | undefined;
  let checked = -Infinity;
  let last: Promise<unknown> = Promise.resolve();

  const current = async (): Promise<LedgerView> => {
    const now = clock().getTime();
    // A clock that was set back makes nothing fresh.
    if (view !== undefined && Math.abs(now - checked) < FRESH_MS) return view;
    const ledger = await readHead(store, logs);
    const before = view;
    // A commit with cosignatures or time-stamps only moves the branch and not the log.
    if (before !== undefined && isSameTree(before.ledger.checkpoint, ledger.checkpoint)) {
      view = { ...before, ledger };
    } else {
      if (before !== undefined) await mustContinue(store, ledger, before.ledger);
      view = await viewOf(store, ledger, texts);
    }
    checked = now;
    return view;
  };
  return {
    read: (work) => {
      const result = last.then(current).then(work);
      last = result.catch(() => undefined);
      return result;
    },
  };
}

async function viewOf(store: LedgerStore, ledger: LedgerHead, source: DecisionTexts): Promise<LedgerView> {
  const memory = await readMemory(store, ledger);
  const texts = await readDecisionTexts(source, memory.records);
  let index: AskableMemory | undefined;
  return {
    store,
    ledger,
    memory,
    texts,
    find: recordFinder(memory.records),
    askable: () => (index ??= askable([memory], texts)),
  };
}

const isSameTree = (one: Checkpoint, other: Checkpoint): boolean =>
  one.origin === other.origin && one.size === other.size && equalBytes(one.root, other.root);

/** A log that lost or changed entries since it was last read is not answered from. */
async function mustContinue(store: LedgerStore, now: LedgerHead, before: LedgerHead): Promise<void> {
  const { origin, size, root } = before.checkpoint;
  const isSame = now.checkpoint.origin === origin && now.checkpoint.size >= size;
  if (isSame && equalBytes((await provePrefix(store, now, size)).root, root)) return;
  throw new VaultMeshError(
    'verification-failed',
    `${origin} does not continue the checkpoint of ${size} entries that this server has answered from: its history was rewritten.`,
  );
}
