import {
  type Checkpoint,
  type LedgerHead,
  type LedgerStore,
  provePrefix,
  readAllEntries,
} from '../ledger/index.ts';
import type { MemoryRecord } from './memory-record.ts';
import { remember } from './remember.ts';

/** What a ledger remembers, or remembered when it had fewer entries. */
export interface Memory {
  /** The signed checkpoint that everything here is proven against. */
  readonly checkpoint: Checkpoint;
  /** The key that signed it, in C2SP vkey form. */
  readonly verifierKey: string;
  /** The tree that the records are the whole of. */
  readonly size: number;
  readonly root: Uint8Array;
  /** The consistency proof from that tree to the checkpoint; empty when it is the same, or has no entries. */
  readonly proof: readonly Uint8Array[];
  /** In the order of the log. */
  readonly records: readonly MemoryRecord[];
}

export interface ReadMemoryOptions {
  /** Answer as the ledger stood when it had this many entries; by default as it stands. */
  readonly asOf?: number;
}

/**
 * Reads what a ledger remembers. Each record is proven to be in the log, and an earlier size by a consistency proof.
 * Throws `usage` for a size that the log never had, and `verification-failed` that names the file.
 */
export async function readMemory(
  store: LedgerStore,
  ledger: LedgerHead,
  { asOf = ledger.checkpoint.size }: ReadMemoryOptions = {},
): Promise<Memory> {
  const prefix = await provePrefix(store, ledger, asOf);
  const entries = await readAllEntries(store, ledger, asOf);
  const { checkpoint, verifier } = ledger;
  return {
    checkpoint,
    verifierKey: verifier.verifierKey,
    size: asOf,
    ...prefix,
    records: remember(entries),
  };
}
