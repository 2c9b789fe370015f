import type { DecisionTexts, Memory, MemoryRecord } from '../../core/remembrancer/memory/index.ts';

/** One ledger that is asked. */
export interface AskedLedger {
  readonly memory: Memory;
  /** OWNER/REPO, when the ledgers of an owner are asked: what is found is shown with it. */
  readonly repository?: string;
  /** The texts of its decisions. */
  readonly texts: DecisionTexts;
}

/** A record, with its repository where more than one is asked. */
export type AskedRecord = MemoryRecord & { readonly repository?: string };

/** All records of some ledgers, one ledger after another. */
export const recordsOf = (ledgers: readonly AskedLedger[]): AskedRecord[] =>
  ledgers.flatMap(({ repository, memory: { records } }) =>
    repository === undefined ? records : records.map((record) => ({ repository, ...record })),
  );
