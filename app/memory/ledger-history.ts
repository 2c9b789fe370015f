import { VaultMeshError } from '../../core/common/error.ts';
import { counted } from '../../core/common/counted.ts';
import {
  type Checkpoint,
  type LedgerStore,
  openCheckpoint,
  parseVerifierKey,
} from '../../core/remembrancer/ledger/index.ts';
import { compareHistories, readLedgerView } from '../../core/remembrancer/witness/index.ts';
import type { Remembered } from '../guard/witness-memory.ts';
import { told } from './told.ts';

/** How a ledger stands to the checkpoint that the app, as a witness, saw of it last. */
export type LedgerHistory =
  | { readonly state: 'unseen' }
  | { readonly state: 'follows'; readonly seen: Checkpoint }
  /** `broken` is proven, and `unknown` shows nothing either way. `reason` is a sentence of Markdown. */
  | { readonly state: 'broken' | 'unknown'; readonly reason: string };

/** Compares what `store` has with what was seen of it. */
export async function ledgerHistory(
  store: LedgerStore,
  remembered: Remembered | undefined,
): Promise<LedgerHistory> {
  if (remembered === undefined) return { state: 'unseen' };
  const { note, verifierKey, earlierKeys } = remembered;
  try {
    const verifier = parseVerifierKey(verifierKey);
    const earlier = earlierKeys.map((key) => parseVerifierKey(key));
    const view = await readLedgerView(store, verifier, note, earlier);
    const history = compareHistories(view, note, verifier, earlier);
    switch (history.verdict) {
      case 'grown':
      case 'same':
        return { state: 'follows', seen: openCheckpoint(note, verifier, ...earlier) };
      case 'unknown':
        return { state: 'unknown', reason: told(history.reason, 700) };
      case 'fork':
      case 'rollback':
        return { state: 'broken', reason: told(history.reason, 700) };
    }
  } catch (error) {
    if (error instanceof VaultMeshError && error.code !== 'network' && error.code !== 'conflict') {
      return { state: 'unknown', reason: told(error.message, 700) };
    }
    throw error;
  }
}

/** The history in a sentence of Markdown. */
export function tellHistory(history: LedgerHistory): string {
  switch (history.state) {
    case 'unseen':
      return 'This app, as a witness, has not seen it before, so nothing is known of its past.';
    case 'follows':
      return `It continues what this app, as a witness, saw last: ${counted(history.seen.size, 'entry', 'entries')}.`;
    case 'unknown':
      return `Whether it continues what this app, as a witness, saw last cannot be told: ${history.reason}`;
    case 'broken':
      return `**It was rewritten** since this app, as a witness, saw it last: ${history.reason}`;
  }
}
