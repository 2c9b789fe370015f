import { fromUtf8, utf8 } from '../../core/common/bytes.ts';
import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import {
  type CosignatureSigner,
  type LedgerStore,
  type NoteVerifier,
  parseVerifierKey,
} from '../../core/remembrancer/ledger/index.ts';
import {
  checkAndCosign,
  readLedgerView,
  type WitnessDecision,
} from '../../core/remembrancer/witness/index.ts';
import { findNewKey, type Rekeyed } from './find-new-key.ts';
import type { WitnessMemory } from './witness-memory.ts';

/** How often a look is repeated on a branch that others write to. */
const ATTEMPTS = 5;

/** What came of a look at a ledger with which key, and the commit that was looked at. */
export type Watched = ((WitnessDecision & { readonly verifierKey: string }) | Rekeyed) & {
  readonly head: string;
};

export interface Watch {
  readonly origin: string;
  readonly ledger: LedgerStore;
  readonly memory: WitnessMemory;
  readonly signer: CosignatureSigner;
  readonly clock: Clock;
}

/**
 * Looks at a ledger once: what only grew is remembered first and then cosigned on the branch, in the one file
 * `checkpoint`, if nobody has written to it since. A log that is new to the memory is trusted with the key that it shows;
 * a key that took the place of that one is reported and never followed, until a person has put it into the memory.
 *
 * Throws `not-found` when the branch is no ledger, `verification-failed` when its first key is for another origin, and
 * `incomplete` when the branch or the memory kept moving.
 */
export async function watchLedger({ origin, ledger, memory, signer, clock }: Watch): Promise<Watched> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const earlier = await memory.recall(origin);
    const lastSeen = earlier.seen && { lastSeen: earlier.seen.note };
    const verifier = earlier.seen
      ? parseVerifierKey(earlier.seen.verifierKey)
      : await firstKey(ledger, origin);
    const replaced = (earlier.seen?.earlierKeys ?? []).map((key) => parseVerifierKey(key));
    const view = await readLedgerView(ledger, verifier, earlier.seen?.note, replaced);
    const { head } = view;
    const decision = checkAndCosign({ view, ...lastSeen, verifier, earlier: replaced, signer, clock });
    if (decision.decision === 'unknown' && earlier.seen) {
      const rekeyed = await findNewKey(ledger, verifier, earlier.seen.note, replaced);
      if (rekeyed !== undefined) return { ...rekeyed, head };
    }
    const { verifierKey } = verifier;
    if (decision.decision !== 'cosigned') return { ...decision, verifierKey, head };
    const { note } = decision;
    if (!(await memory.keep(origin, { note, verifierKey }, earlier))) continue;
    const additions = new Map([['checkpoint', utf8(note)]]);
    const message = `chore(ledger): cosign size ${decision.checkpoint.size}`;
    if ((await ledger.commit(head, { message, additions, deletions: [] })) !== undefined)
      return { ...decision, verifierKey, head };
  }
  throw new VaultMeshError(
    'incomplete',
    `The ledger ${origin} kept moving. The next push to it brings another look.`,
  );
}

async function firstKey(ledger: LedgerStore, origin: string): Promise<NoteVerifier> {
  const { files } = await ledger.read(['vkey']);
  const bytes = files.get('vkey');
  if (!bytes) throw new VaultMeshError('not-found', `There is no ledger with a key for ${origin}.`);
  const verifier = parseVerifierKey(fromUtf8(bytes));
  if (verifier.name === origin && verifier.kind === 'log') return verifier;
  throw new VaultMeshError(
    'verification-failed',
    `The ledger of ${origin} shows a key for ${verifier.name}. Its origin must name the repository that it is in.`,
  );
}
