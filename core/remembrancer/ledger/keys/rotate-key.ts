import { equalBytes, utf8 } from '../../../common/bytes.ts';
import type { Clock } from '../../../common/clock.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { appendRecords } from '../append/append-records.ts';
import type { AppendedRecord } from '../append/new-record.ts';
import { FILES, handoverPath } from '../branch/branch-paths.ts';
import { requiredText } from '../branch/required-text.ts';
import { hexId, type NoteSigner } from '../note/note-signer.ts';
import { parseVerifierKey } from '../note/note-verifier.ts';
import { openCheckpoint } from '../open-checkpoint.ts';
import { NoLedgerError } from '../read/no-ledger-error.ts';
import type { LedgerStore, Snapshot } from '../store/ledger-store.ts';
import { retryCommit, type RetryOptions } from '../store/retry-commit.ts';
import { checkHandover, handoverOf } from './handover.ts';
import { keyAddedRecord, keyRetiredRecord } from './key-record.ts';

export interface RotationOptions extends RetryOptions {
  readonly clock: Clock;
}

/**
 * Begins to replace the key of a log: records the new key of `signer` under its previous one, from where on both sign,
 * and names the new key on the branch. The checkpoint over the record stays in `keys/`, signed by both, so that who
 * trusts the previous key can find the way to the new one later. A second run finishes what an earlier one began, and
 * replaces a file there that does not lead to the new key.
 *
 * Throws `usage` when `signer` has no previous key, and what `appendRecords` throws.
 */
export async function beginRotation(
  store: LedgerStore,
  signer: NoteSigner,
  { clock, ...options }: RotationOptions,
): Promise<AppendedRecord> {
  const previous = previousOf(signer);
  const appended = await appendOne(store, signer, keyAddedRecord(signer, previous, clock()), options);
  await nameKeys(store, signer, options, {
    message: `ledger: sign with key ${hexId(signer)}`,
    policy: (policy) => withLog(policy, signer.verifierKey),
    added: appended,
  });
  return appended;
}

/**
 * Ends the replacement: records, under both keys, that the previous one signs no more, and takes it out of the policy
 * that the branch suggests. After this the writer is given the new key alone. Throws as `beginRotation`.
 */
export async function endRotation(
  store: LedgerStore,
  signer: NoteSigner,
  { clock, ...options }: RotationOptions,
): Promise<AppendedRecord> {
  const previous = previousOf(signer);
  const appended = await appendOne(store, signer, keyRetiredRecord(signer, previous, clock()), options);
  await nameKeys(store, signer, options, {
    message: `ledger: key ${hexId(previous)} signs no more`,
    policy: (policy) => withoutLog(policy, previous.verifierKey),
  });
  return appended;
}

interface KeyNaming {
  readonly message: string;
  /** What the policy of the branch becomes, with one character for each octet: some may be no UTF-8, and stay. */
  readonly policy: (present: string) => string;
  /** The record of the new key, to which the handover leads; without it, that file stays as it is. */
  readonly added?: AppendedRecord;
}

/** Brings the files of the branch that name the log's keys up to date, where they are not. */
async function nameKeys(
  store: LedgerStore,
  signer: NoteSigner,
  options: RetryOptions,
  { message, policy, added }: KeyNaming,
): Promise<void> {
  await retryCommit('name the key', options, async () => {
    const { head, files } = await store.read([FILES.policy, FILES.verifierKey, FILES.checkpoint]);
    if (head === undefined) throw new NoLedgerError();
    const present = octets(files.get(FILES.policy) ?? utf8('quorum none\n'));
    const named = new Map<string, Uint8Array>([
      [FILES.policy, Buffer.from(policy(present), 'latin1')],
      [FILES.verifierKey, utf8(`${signer.verifierKey}\n`)],
    ]);
    const additions = new Map<string, Uint8Array>(
      [...named].filter(([path, content]) => !equalBytes(files.get(path) ?? new Uint8Array(), content)),
    );
    if (added !== undefined && !(await isHandedOver(store, { head, files }, signer, added.index))) {
      additions.set(handoverPath(hexId(signer)), handoverOf(added.checkpoint, signer));
    }
    if (additions.size === 0) return head;
    return store.commit(head, { message, additions, deletions: [] });
  });
}

/** Whether the handover to the key of `signer`, which entry `index` records, is there and leads to it. */
async function isHandedOver(
  store: LedgerStore,
  { head, files }: { readonly head: string; readonly files: Snapshot['files'] },
  signer: NoteSigner,
  index: number,
): Promise<boolean> {
  const added = parseVerifierKey(signer.verifierKey);
  const previous = parseVerifierKey(previousOf(signer).verifierKey);
  const present = openCheckpoint(requiredText(files, FILES.checkpoint), added, previous);
  try {
    await checkHandover(store, head, present, { index, previous, added });
    return true;
  } catch (error) {
    if (error instanceof VaultMeshError && error.code === 'verification-failed') return false;
    throw error;
  }
}

const octets = (content: Uint8Array): string => Buffer.from(content).toString('latin1');

const logLine = (verifierKey: string): string => octets(utf8(`log ${verifierKey}`));

const withLog = (policy: string, verifierKey: string): string =>
  policy.split('\n').includes(logLine(verifierKey)) ? policy : `${logLine(verifierKey)}\n${policy}`;

const withoutLog = (policy: string, verifierKey: string): string =>
  policy
    .split('\n')
    .filter((line) => line !== logLine(verifierKey))
    .join('\n');

async function appendOne(
  store: LedgerStore,
  signer: NoteSigner,
  record: Parameters<typeof appendRecords>[2][number],
  options: RetryOptions,
): Promise<AppendedRecord> {
  const [appended] = await appendRecords(store, signer, [record], options);
  if (appended !== undefined) return appended;
  throw new VaultMeshError('internal', `The ledger gave no answer for ${record.receipt.id}.`);
}

function previousOf({ name, previous }: NoteSigner): NoteSigner {
  if (previous !== undefined) return previous;
  throw new VaultMeshError(
    'usage',
    `To change the key of ${name} it takes both keys: the new one on the first line, the previous one on the second.`,
  );
}
