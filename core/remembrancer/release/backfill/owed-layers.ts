import type { MissingEvidence } from '../../evidence/missing-evidence.ts';
import type { OwingRecord } from './find-owing.ts';
import { wantedEvidence, wantedLayers } from './wanted-evidence.ts';

/** The layers in which a record still lacks what a backfill with every service and key could get. */
export function owedLayers({ receipt, later }: OwingRecord): MissingEvidence['layer'][] {
  const all = { authorities: receipt.missing.length, sigstore: true, openpgp: true };
  return wantedLayers(
    wantedEvidence(
      receipt,
      later.map((entry) => entry.receipt),
      all,
    ),
  );
}
