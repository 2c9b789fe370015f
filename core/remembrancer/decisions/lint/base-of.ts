import type { ReadDecision } from '../read-decision.ts';

/** Finds what a decision was before the change: by its id, or by its path, since a file may be renamed. */
export function baseOf(base: readonly ReadDecision[]): (read: ReadDecision) => ReadDecision | undefined {
  const byId = new Map(base.map((each) => [each.decision.id, each]));
  const byPath = new Map(base.map((each) => [each.path, each]));
  return ({ path, decision }) =>
    (decision.id === undefined ? undefined : byId.get(decision.id)) ?? byPath.get(path);
}
