import { VaultMeshError } from '../../common/error.ts';
import {
  keyHistory,
  type LedgerStore,
  type NoteVerifier,
  parsePolicy,
  readHead,
  type RecordedKeyChange,
} from '../ledger/index.ts';
import type { TrustFile } from './trust-file.ts';

/** What the keys of a ledger became since a trust file was made. */
export interface TrustUpdate {
  /**
   * The trust file with the new keys. Those before them stay in it for the proofs that they signed, each with the entry
   * that retired it.
   */
  readonly trust: TrustFile;
  /** Keys that the file does not have yet, for a person to confirm. */
  readonly added: readonly RecordedKeyChange[];
  /** Keys that the ledger says sign no more, and of which the file does not say so yet. */
  readonly retired: readonly RecordedKeyChange[];
}

/**
 * Looks for the keys that took the place of those in `trust`, by the records that the ledger has of it. Nothing is
 * believed by that alone: a person confirms `added` before the new file is used. Throws `not-found` without a ledger,
 * `verification-failed` when no record leads from a trusted key to the one that signs the ledger.
 */
export async function updateTrust(trust: TrustFile, store: LedgerStore): Promise<TrustUpdate> {
  const { logs } = parsePolicy(trust.policy);
  const { origin } = (await readHead(store)).checkpoint;
  const changes = await historyOf(
    store,
    logs.filter(({ name }) => name === origin),
    origin,
  );
  const isKnown = ({ verifierKey }: RecordedKeyChange): boolean =>
    logs.some((log) => log.verifierKey === verifierKey);
  const added = changes.filter((change) => change.change === 'added' && !isKnown(change));
  const known = trust.retiredLogKeys ?? [];
  const retired = changes.filter(
    (change) =>
      change.change === 'retired' && !known.some(({ verifierKey }) => verifierKey === change.verifierKey),
  );
  const retiredLogKeys = [...known, ...retired.map(({ verifierKey, index }) => ({ verifierKey, index }))];
  const lines = added.map(({ verifierKey }) => `log ${verifierKey}\n`).toReversed();
  return {
    trust: {
      ...trust,
      policy: `${lines.join('')}${trust.policy}`,
      ...(retiredLogKeys.length > 0 && { retiredLogKeys }),
    },
    added,
    retired,
  };
}

/** The changes as seen from the first trusted key that leads to the present one. */
async function historyOf(
  store: LedgerStore,
  logs: readonly NoteVerifier[],
  origin: string,
): Promise<RecordedKeyChange[]> {
  let failure = new VaultMeshError(
    'verification-failed',
    `The trust file names no key of the log ${origin}.`,
  );
  // The oldest key tells the most, and stands last.
  for (const log of logs.toReversed()) {
    try {
      return await keyHistory(store, log);
    } catch (error) {
      if (!(error instanceof VaultMeshError) || error.code !== 'verification-failed') throw error;
      failure = error;
    }
  }
  throw failure;
}
