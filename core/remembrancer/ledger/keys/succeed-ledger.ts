import { sha256Hex, toBase64, utf8 } from '../../../common/bytes.ts';
import type { Clock } from '../../../common/clock.ts';
import { counted } from '../../../common/counted.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { makeReceipt, type Receipt } from '../../receipt/index.ts';
import { appendRecords } from '../append/append-records.ts';
import { operationOf } from '../append/find-recorded.ts';
import { loadLog } from '../append/load-log.ts';
import type { AppendedRecord } from '../append/new-record.ts';
import { initLedger } from '../branch/init-ledger.ts';
import { hexId, type NoteSigner } from '../note/note-signer.ts';
import { parseVerifierKey } from '../note/note-verifier.ts';
import { checkEntries } from '../read/check-entries.ts';
import { proveEntry } from '../read/read-entry.ts';
import { type LedgerHead, readHead } from '../read/read-head.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { repositoryOfLog, successorName } from './log-name.ts';

const PREDECESSOR = 'predecessor-log';

export interface SuccessionOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** The key of the lost log, as its owner knows it; without it, that of the branch. */
  readonly verifierKey?: string;
  readonly witnesses?: readonly string[];
}

/** The last head of a log whose key was lost, as the log after it anchors it. */
export interface Predecessor {
  readonly verifierKey: string;
  /** SHA-256 in hex of the last checkpoint, with its signatures. */
  readonly checkpointDigest: string;
  /** The commit of its branch. */
  readonly commit: string;
}

/**
 * Begins the log after one whose key was lost. A log cannot go on without its key, so there is a new one of another
 * name, in `store`; its first entry anchors the last checkpoint of the old one, which stays as it is in `old`. A second
 * run finishes what an earlier one began.
 *
 * Throws `usage` when the key of `signer` is not named as the successor, `verification-failed` when the old ledger is
 * not whole, `conflict` when `store` has another ledger.
 */
export async function succeedLedger(
  old: LedgerStore,
  store: LedgerStore,
  signer: NoteSigner,
  { clock, random, verifierKey, witnesses = [] }: SuccessionOptions,
): Promise<AppendedRecord> {
  const ledger = await readHead(old, verifierKey === undefined ? undefined : [parseVerifierKey(verifierKey)]);
  await checkEntries(old, ledger);
  const name = successorName(ledger.checkpoint.origin);
  if (signer.name !== name) {
    throw new VaultMeshError(
      'usage',
      `The key is for ${signer.name}, and the log after ${ledger.checkpoint.origin} is ${name}.`,
    );
  }
  const receipt = successionReceipt(ledger, signer, clock());
  if ((await store.read([])).head === undefined) await initLedger(store, signer, { witnesses });
  if (await isBegunOtherwise(store, signer, receipt.id)) throw begunOtherwise(ledger, name);
  const [appended] = await appendRecords(store, signer, [{ receipt, evidence: [] }], { random });
  if (appended?.index === 0) return appended;
  // Another writer was first, between the look and the append.
  throw begunOtherwise(ledger, name);
}

/** Whether a ledger has a first entry, in the tree or admitted to it, that is not of the operation `id`. */
async function isBegunOtherwise(store: LedgerStore, signer: NoteSigner, id: string): Promise<boolean> {
  const verifier = parseVerifierKey(signer.verifierKey);
  const { state } = await loadLog(store, [verifier], []);
  const isEmpty = state.checkpoint.size === 0;
  const first = isEmpty ? state.admitted[0] : (await proveEntry(store, { ...state, verifier }, 0)).entryBytes;
  return first !== undefined && operationOf(first) !== id;
}

const begunOtherwise = ({ checkpoint }: LedgerHead, name: string): VaultMeshError =>
  new VaultMeshError(
    'conflict',
    `The ledger ${name} has begun with something else than the end of ${checkpoint.origin}; give a branch without a ledger.`,
  );

/** What the log succeeds whose first receipt is `first`; `undefined` for the first log of a repository. */
export function predecessorOf({ kind, links = [], subjects, source }: Receipt): Predecessor | undefined {
  const [checkpoint] = subjects;
  const verifierKey = links.find(({ rel }) => rel === PREDECESSOR)?.target;
  const commit = source?.commit;
  if (kind !== 'key' || !verifierKey || !checkpoint || !commit) return undefined;
  return { verifierKey, checkpointDigest: checkpoint.sha256, commit };
}

function successionReceipt(
  { checkpoint, note, verifier, head }: LedgerHead,
  signer: NoteSigner,
  time: Date,
): Receipt {
  const { origin, size, root } = checkpoint;
  const content = utf8(note);
  return makeReceipt({
    id: `key:succeeds:${hexId(verifier)}`,
    kind: 'key',
    component: signer.name,
    version: hexId(signer),
    time,
    subjects: [{ name: 'checkpoint', sha256: sha256Hex(content), size: content.length }],
    source: { repository: `https://${repositoryOfLog(origin)}`, commit: head },
    context: {
      what: `Succeeds the log ${origin}, which ends with ${counted(size, 'entry', 'entries')} and the root ${toBase64(root)}.`,
      why: 'Its key was lost.',
    },
    evidence: [],
    missing: [],
    links: [{ rel: PREDECESSOR, target: verifier.verifierKey }],
  });
}
