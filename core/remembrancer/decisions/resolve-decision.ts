import { VaultMeshError } from '../../common/error.ts';
import { indexDecisions, type PlacedDecision } from './decision-index.ts';
import { excerpt } from './text/excerpt.ts';

/**
 * The one decision that a person names: by ULID, slug, file name, path, number (`ADR-0042`, `42`) or alias (`ADR-PR12`).
 * Throws `not-found`, and `conflict` with the candidates where it can be several.
 */
export function resolveDecision<Placed extends PlacedDecision>(
  decisions: readonly Placed[],
  reference: string,
): Placed {
  const [found, ...others] = indexDecisions(decisions)(reference.replace(/^(?:\.\/)+/, ''));
  if (!found) {
    throw new VaultMeshError(
      'not-found',
      `There is no decision ${excerpt(reference)}. "vaultmesh adr list" shows what there is.`,
    );
  }
  if (others.length === 0) return found;
  const candidates = [found, ...others].map(({ path }) => path).join(', ');
  throw new VaultMeshError('conflict', `${excerpt(reference)} can be ${candidates}. Name one by its path.`);
}
