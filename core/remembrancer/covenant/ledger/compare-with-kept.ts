import { VaultMeshError } from '../../../common/error.ts';
import {
  type Checkpoint,
  keyHistory,
  type LedgerHead,
  type LedgerStore,
  NotSignedError,
  type NoteVerifier,
  openCheckpoint,
  parseCheckpoint,
  parseVerifierKey,
  readEntries,
  readHead,
  splitNote,
} from '../../ledger/index.ts';
import { compareHistories, readLedgerView } from '../../witness/index.ts';

/** How a ledger stands to a checkpoint of it that was kept. `broken` is proven; `unknown` shows nothing either way. */
export type KeptComparison =
  { readonly verdict: 'follows' } | { readonly verdict: 'broken' | 'unknown'; readonly reason: string };

/**
 * Compares what `store` has now with `kept`, a signed checkpoint that somebody saw before. It may be signed by a key that the
 * ledger has changed since, where its own records lead from that one to the present one. Throws `network` when the
 * ledger cannot be reached.
 */
export async function compareWithKept(store: LedgerStore, kept: string): Promise<KeptComparison> {
  try {
    return await compare(store, kept, parseCheckpoint(splitNote(kept).text));
  } catch (error) {
    if (error instanceof VaultMeshError && error.code !== 'network') return unknown(error.message);
    throw error;
  }
}

async function compare(store: LedgerStore, kept: string, { origin }: Checkpoint): Promise<KeptComparison> {
  const ledger = await readHead(store);
  const { verifier, checkpoint } = ledger;
  if (checkpoint.origin !== origin) {
    return broken(`It is the log ${checkpoint.origin}, and ${origin} was seen before.`);
  }
  const earlier = isSignedBy(kept, verifier) ? [] : await keysBefore(store, ledger, kept);
  if (earlier === undefined) {
    return broken(
      `It is signed by ${verifier.verifierKey}, and no record leads there from the key that signed what was seen before.`,
    );
  }
  const view = await readLedgerView(store, verifier, kept, earlier);
  const history = compareHistories(view, kept, verifier, earlier);
  switch (history.verdict) {
    case 'grown':
    case 'same':
      return { verdict: 'follows' };
    case 'unknown':
      return unknown(history.reason);
    case 'fork':
    case 'rollback':
      return broken(history.reason);
  }
}

/** Whether the key signed the note. Throws `verification-failed` for a bad signature of it: such a note says nothing. */
function isSignedBy(note: string, verifier: NoteVerifier): boolean {
  try {
    openCheckpoint(note, verifier);
    return true;
  } catch (error) {
    if (error instanceof NotSignedError) return false;
    throw error;
  }
}

/** The key that signed `kept`, when the records of the ledger lead from it to the present key. */
async function keysBefore(
  store: LedgerStore,
  ledger: LedgerHead,
  kept: string,
): Promise<readonly NoteVerifier[] | undefined> {
  const { lines } = splitNote(kept);
  const isOfKept = ({ name, keyId }: NoteVerifier): boolean =>
    name === ledger.checkpoint.origin && lines.some((line) => line.name === name && line.keyId === keyId);
  for (const key of (await recordedKeys(store, ledger)).filter(isOfKept)) {
    if (isSignedBy(kept, key) && (await leadsToPresent(store, key))) return [key];
  }
  return undefined;
}

/** The keys that `key` entries name. What they are worth is for `keyHistory` to say. */
async function recordedKeys(store: LedgerStore, ledger: LedgerHead): Promise<NoteVerifier[]> {
  const texts = new Set<string>();
  for await (const entries of readEntries(store, ledger, { only: ({ kind }) => kind === 'key' })) {
    for (const { receipt } of entries) for (const { target } of receipt.links ?? []) texts.add(target);
  }
  return [...texts].flatMap((text) => {
    try {
      return [parseVerifierKey(text)];
    } catch {
      return [];
    }
  });
}

async function leadsToPresent(store: LedgerStore, key: NoteVerifier): Promise<boolean> {
  try {
    await keyHistory(store, key);
    return true;
  } catch (error) {
    if (error instanceof VaultMeshError && error.code === 'verification-failed') return false;
    throw error;
  }
}

const broken = (reason: string): KeptComparison => ({ verdict: 'broken', reason });
const unknown = (reason: string): KeptComparison => ({ verdict: 'unknown', reason });
