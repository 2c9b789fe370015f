import { VaultMeshError } from '../../../common/error.ts';
import type { DecisionStatus } from '../decision.ts';
import { editDecision } from '../edit/edit-decision.ts';
import { readDecision } from '../read-decision.ts';
import type { DecisionText } from '../text/decision-text.ts';
import { possibleNext, TRANSITIONS, wayBetween } from './transitions.ts';

export interface StatusChange {
  /** What its file said. */
  readonly from: DecisionStatus;
  /** The file after it; the same as before where it had the status already. */
  readonly file: DecisionText;
}

/** What is known of a decision beside its file. */
export interface StatusContext {
  /** The status that it has, where a ledger knows better than the file, which was merged as a proposal. */
  readonly has?: DecisionStatus;
  /** What a command takes to find it, for a remedy that can be pasted; else its path. */
  readonly words?: string;
  /** How a command of that door begins, for a remedy; else `vaultmesh adr`. */
  readonly prefix?: string;
}

/**
 * Gives a decision another status: its line in the front matter changes and nothing else. Throws `policy` for a status
 * that it cannot get from the one it has, and for a file without a status in its front matter.
 */
export function changeStatus(
  file: DecisionText,
  status: DecisionStatus,
  { has, words = file.path, prefix }: StatusContext = {},
): StatusChange {
  const { decision, claims, dialect } = readDecision(file.path, file.text);
  const from = decision.status;
  if (dialect !== 'madr-4' && dialect !== 'madr-3') {
    const remedy = claims.some(({ field }) => field === 'status')
      ? 'Import it as MADR 4: vaultmesh adr import FILE --out FOLDER'
      : 'Write one: status: draft';
    throw new VaultMeshError('policy', `${file.path} has no status in a front matter. ${remedy}.`);
  }
  if (from === status) return { from, file };
  const is = has ?? from;
  if (is !== status && !TRANSITIONS[is].includes(status)) {
    throw new VaultMeshError(
      'policy',
      `${file.path} is ${is} and cannot become ${status}: from there ${possibleNext(is)}.${firstSteps(is, status, words, prefix)}`,
    );
  }
  return { from, file: editDecision(file, [{ field: 'status', value: status }]) };
}

/** What is to be done before, where that leads there. */
function firstSteps(from: DecisionStatus, to: DecisionStatus, words: string, prefix?: string): string {
  const way = wayBetween(from, to) ?? [];
  if (way.length === 0) return '';
  const commands = way.map(
    (status) => `${prefix ?? 'vaultmesh adr'} ${status === 'proposed' ? 'propose' : 'accept'} ${words}`,
  );
  const merged =
    prefix === undefined && way.includes('accepted') ? '; where a merge accepted it, give --repository' : '';
  return ` First: ${commands.join(', then ')}${merged}.`;
}
