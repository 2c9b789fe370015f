import type { PlacedDecision } from './decision-index.ts';
import { matchesGlob } from './text/matches-glob.ts';

export interface TouchedDecision<Placed extends PlacedDecision> {
  readonly placed: Placed;
  /** Which of the paths it affects, in their order. */
  readonly paths: readonly string[];
}

/** The decisions whose `affects` mean one of these paths, in the order of the decisions. */
export function decisionsTouchedBy<Placed extends PlacedDecision>(
  decisions: readonly Placed[],
  paths: readonly string[],
): TouchedDecision<Placed>[] {
  return decisions.flatMap((placed) => {
    const { affects } = placed.decision;
    const touched = paths.filter((path) => affects.some((glob) => matchesGlob(glob, path)));
    return touched.length > 0 ? [{ placed, paths: touched }] : [];
  });
}
