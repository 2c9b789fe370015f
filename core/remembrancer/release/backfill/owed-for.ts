import type { MissingEvidence } from '../../evidence/missing-evidence.ts';
import { findLateEvidence, type LedgerHead, type LedgerStore, readEntry } from '../../ledger/index.ts';
import { isOwing } from './find-owing.ts';
import { owedLayers } from './owed-layers.ts';

/**
 * The layers that the record at `index` still lacks, as `findOwing` and `owedLayers` have them, without reading the whole log: what came
 * later is found by the branch's own index. Who can push could have taken it out of that; then a backfill, which reads all, finds that
 * nothing is owed. Throws as `readEntry` does.
 */
export async function owedFor(
  store: LedgerStore,
  ledger: LedgerHead,
  index: number,
): Promise<MissingEvidence['layer'][]> {
  const { receipt } = await readEntry(store, ledger, index);
  if (!isOwing(receipt)) return [];
  const later = await findLateEvidence(store, ledger, { index, receipt });
  return owedLayers({ index, receipt, later });
}
