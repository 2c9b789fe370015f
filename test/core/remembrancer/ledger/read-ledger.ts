import {
  type LedgerEntry,
  type LedgerHead,
  type LedgerStore,
  parseVerifierKey,
  readEntries,
  readHead,
} from '../../../../core/remembrancer/ledger/index.ts';

/** A small ledger, read whole and proven: by its own key, or by the one given. */
export async function readLedger(
  store: LedgerStore,
  { verifierKey }: { readonly verifierKey?: string } = {},
): Promise<LedgerHead & { readonly entries: readonly LedgerEntry[] }> {
  const ledger = await readHead(
    store,
    verifierKey === undefined ? undefined : [parseVerifierKey(verifierKey)],
  );
  const entries: LedgerEntry[] = [];
  for await (const chunk of readEntries(store, ledger)) entries.push(...chunk);
  return { ...ledger, entries };
}
