import { openKnownLedger, type KnownLedger, type LedgerToOpen } from '../../../app/memory/known-ledger.ts';
import { type Judge, judgeBy } from '../../../app/memory/judge-file.ts';
import { generateWitnessKey, type LedgerStore } from '../../../core/remembrancer/ledger/index.ts';

export const NOW = new Date('2026-11-21T12:00:00Z');

export const WITNESS = generateWitnessKey('example.org/witness').verifierKey;

/** A ledger as the app opens it, of `acme/app`; without anything else nothing is known of it. */
export const opened = (
  store: LedgerStore,
  known: Pick<LedgerToOpen, 'configured' | 'remembered' | 'most'> = {},
): Promise<KnownLedger> =>
  openKnownLedger({ repository: { owner: 'acme', repo: 'app' }, store, ...known, clock: () => NOW });

/** One who reads at most so many entries as a whole. */
export const judgeOf = (ledger: KnownLedger, most?: number): Judge =>
  judgeBy(ledger, WITNESS, () => NOW, most);
