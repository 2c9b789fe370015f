import { VaultMeshError } from '../../core/common/error.ts';
import { resolveDecision } from '../../core/remembrancer/decisions/index.ts';
import { closest } from '../commands/closest.ts';
import type { KnownDecisions } from './known-decisions.ts';
import { slugOfPath } from './parse-decision.ts';

type Placed = KnownDecisions['reads'][number];

/** `resolveDecision`, which names the one that was probably meant where there is none. Throws as that does. */
export function decisionMeant(reads: readonly Placed[], reference: string): Placed {
  try {
    return resolveDecision(reads, reference);
  } catch (error) {
    if (!(error instanceof VaultMeshError) || error.code !== 'not-found') throw error;
    const meant = closest(
      reference,
      reads.flatMap(({ path }) => slugOfPath(path) ?? []),
    );
    if (meant === undefined) throw error;
    throw new VaultMeshError('not-found', `${error.message} Did you mean \`${meant}\`?`);
  }
}
