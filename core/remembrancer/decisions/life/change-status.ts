import { VaultMeshError } from '../../../common/error.ts';
import type { DecisionStatus } from '../decision.ts';
import { editDecision } from '../edit/edit-decision.ts';
import { readDecision } from '../read-decision.ts';
import type { DecisionText } from '../text/decision-text.ts';
import { possibleNext, TRANSITIONS } from './transitions.ts';

export interface StatusChange {
  readonly from: DecisionStatus;
  /** The file after it; the same as before where it had the status already. */
  readonly file: DecisionText;
}

/**
 * Gives a decision another status: its line in the front matter changes and nothing else. Throws `policy` for a status
 * that it cannot get from the one it has, and for a file without a status in its front matter.
 */
export function changeStatus(file: DecisionText, status: DecisionStatus): StatusChange {
  const { decision, claims, dialect } = readDecision(file.path, file.text);
  const from = decision.status;
  if (dialect !== 'madr-4' && dialect !== 'madr-3') {
    const remedy = claims.some(({ field }) => field === 'status')
      ? 'Import it as MADR 4: vaultmesh adr import'
      : 'Write one: status: draft';
    throw new VaultMeshError('policy', `${file.path} has no status in a front matter. ${remedy}.`);
  }
  if (from === status) return { from, file };
  if (!TRANSITIONS[from].includes(status)) {
    throw new VaultMeshError(
      'policy',
      `${file.path} is ${from} and cannot become ${status}: from there ${possibleNext(from)}.`,
    );
  }
  return { from, file: editDecision(file, [{ field: 'status', value: status }]) };
}
