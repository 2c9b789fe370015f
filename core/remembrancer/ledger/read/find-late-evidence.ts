import { lateEvidenceFor } from '../../receipt/index.ts';
import { digestPath } from '../branch/branch-paths.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import type { SearchOptions } from './find-entries.ts';
import { indexedEntries } from './indexed-entries.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { readEntries } from './read-entries.ts';
import type { LedgerHead } from './read-head.ts';

/**
 * The entries that brought evidence for the record `first` after it, in the order of the log. Each is proven; that
 * there are no others is only as true as the index file of the artifact, which `fsck` checks. With `all`, and for a
 * record without artifacts, which no index file leads to, the entries after it are looked through.
 */
export async function findLateEvidence(
  store: LedgerStore,
  ledger: LedgerHead,
  first: Pick<LedgerEntry, 'index' | 'receipt'>,
  { all = false }: SearchOptions = {},
): Promise<LedgerEntry[]> {
  const from = first.index + 1;
  const [subject] = first.receipt.subjects;
  const later: LedgerEntry[] = [];
  if (subject !== undefined && !all) {
    later.push(...(await indexedEntries(store, ledger, digestPath(subject.sha256), from)));
  } else {
    const only = ({ kind }: LedgerEntry['entry']): boolean => kind === 'evidence';
    for await (const entries of readEntries(store, ledger, { from, only })) later.push(...entries);
  }
  return later.filter(({ receipt }) => lateEvidenceFor(first.receipt, [receipt]).length > 0);
}
