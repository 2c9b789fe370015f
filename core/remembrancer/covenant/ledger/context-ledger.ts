import {
  type LedgerEntry,
  type LedgerHead,
  type LedgerStore,
  readEntries,
  readEntry,
  readHead,
} from '../../ledger/index.ts';
import { fsck, type FsckResult, type LedgerSource, sourceStore } from '../../ledger/fsck/index.ts';
import type { CovenantContext } from '../covenant-context.ts';

/** An entry with its receipt; that it is under the signed checkpoint has been proven. */
export interface LedgerRecord extends Pick<LedgerEntry, 'index' | 'receipt'> {
  /** SHA-256 of the receipt's bytes in hex, which late evidence names it by. */
  readonly digest: string;
}

/** The ledger of a context, of which each thing is read when a rule first asks for it, and once for all rules. */
export interface ContextLedger {
  readonly source: LedgerSource;
  readonly store: LedgerStore;
  /** The whole check; with the key of the configuration where it has one. Throws when the source cannot be read. */
  readonly fsck: () => Promise<FsckResult>;
  /** The checkpoint, by the key that the branch itself names. Throws as `readHead` does. */
  readonly head: () => Promise<LedgerHead>;
  /** The time of the first entry; `undefined` for an empty ledger. Throws as `readEntry` does. */
  readonly adoption: () => Promise<Date | undefined>;
  /** The releases, the deployments and the evidence that came late, oldest first. Throws as `readEntries` does. */
  readonly records: () => Promise<readonly LedgerRecord[]>;
}

const KINDS: ReadonlySet<string> = new Set(['release', 'deployment', 'evidence']);

const known = new WeakMap<CovenantContext, ContextLedger>();

/** What the rules read of `source`, the ledger of `context`. */
export function contextLedger(context: CovenantContext, source: LedgerSource): ContextLedger {
  const made = known.get(context) ?? open(source, context.config.vkey);
  known.set(context, made);
  return made;
}

function open(source: LedgerSource, vkey: string | undefined): ContextLedger {
  const store = sourceStore(source);
  const head = once(() => readHead(store));
  return {
    source,
    store,
    fsck: once(() => fsck(source, vkey === undefined ? {} : { verifierKey: vkey })),
    head,
    adoption: once(async () => {
      const ledger = await head();
      if (ledger.checkpoint.size === 0) return undefined;
      return new Date((await readEntry(store, ledger, 0)).receipt.time);
    }),
    records: once(async () => {
      const records: LedgerRecord[] = [];
      const only = ({ kind }: { readonly kind: string }): boolean => KINDS.has(kind);
      for await (const entries of readEntries(store, await head(), { only })) {
        for (const { index, receipt, entry } of entries)
          records.push({ index, receipt, digest: entry.receipt });
      }
      return records;
    }),
  };
}

/** `make`, called when its result is first asked for. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
