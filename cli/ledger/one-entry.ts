import { VaultMeshError } from '../../core/common/error.ts';
import type { ProvenEntry } from '../../core/remembrancer/ledger/index.ts';

/** The one entry that `wanted` means. Throws `usage` when it means several, as an artifact may. */
export function oneEntry(found: readonly ProvenEntry[], wanted: string): ProvenEntry {
  const [entry, ...others] = found;
  if (entry !== undefined && others.length === 0) return entry;
  const indices = found.map(({ index }) => index).join(', ');
  throw new VaultMeshError('usage', `${wanted} is in the entries ${indices}; give the index of one.`);
}
