import { utf8 } from '../../../common/bytes.ts';
import type { Clock } from '../../../common/clock.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { appendRecords } from '../append/append-records.ts';
import type { AppendedRecord } from '../append/new-record.ts';
import { FILES, handoverPath } from '../branch/branch-paths.ts';
import { textOf } from '../branch/text-of.ts';
import { hexId, type NoteSigner } from '../note/note-signer.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { retryCommit, type RetryOptions } from '../store/retry-commit.ts';
import { keyAddedRecord, keyRetiredRecord } from './key-record.ts';

export interface RotationOptions extends RetryOptions {
  readonly clock: Clock;
}

/**
 * Begins to replace the key of a log: records the new key of `signer` under its previous one, from where on both sign,
 * and names the new key on the branch. The checkpoint over the record stays in `keys/`, signed by both, so that who
 * trusts the previous key can find the way to the new one later. A second run finishes what an earlier one began.
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
  await nameKeys(store, options, `ledger: sign with key ${hexId(signer)}`, (policy) => ({
    policy: withLog(policy, signer.verifierKey),
    handover: [handoverPath(hexId(signer)), utf8(appended.checkpoint)],
    verifierKey: signer.verifierKey,
  }));
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
  await nameKeys(store, options, `ledger: key ${hexId(previous)} signs no more`, (policy) => ({
    policy: withoutLog(policy, previous.verifierKey),
    verifierKey: signer.verifierKey,
  }));
  return appended;
}

interface NamedKeys {
  readonly policy: string;
  readonly verifierKey: string;
  readonly handover?: readonly [path: string, content: Uint8Array];
}

/** Brings the files of the branch that name the log's keys up to date, where they are not. */
async function nameKeys(
  store: LedgerStore,
  options: RetryOptions,
  message: string,
  named: (policy: string) => NamedKeys,
): Promise<void> {
  await retryCommit('name the key', options, async () => {
    const { head, files } = await store.read([FILES.policy, FILES.verifierKey]);
    if (head === undefined)
      throw new VaultMeshError('not-found', 'There is no ledger: the branch does not exist.');
    const policy = textOf(files.get(FILES.policy) ?? utf8('quorum none\n'), FILES.policy);
    const { verifierKey, handover, ...next } = named(policy);
    const isThere = handover === undefined || (await store.read([handover[0]], head)).files.has(handover[0]);
    const vkey = `${verifierKey}\n`;
    const present = files.get(FILES.verifierKey);
    if (
      isThere &&
      next.policy === policy &&
      present !== undefined &&
      textOf(present, FILES.verifierKey) === vkey
    ) {
      return head;
    }
    return store.commit(head, {
      message,
      additions: new Map([
        [FILES.policy, utf8(next.policy)],
        [FILES.verifierKey, utf8(vkey)],
        ...(handover === undefined || isThere ? [] : [handover]),
      ]),
      deletions: [],
    });
  });
}

const logLine = (verifierKey: string): string => `log ${verifierKey}`;

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
