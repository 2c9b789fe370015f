import { decisionName } from './decision-id.ts';
import type { PlacedDecision } from './decision-index.ts';

/** What a decision is called in a list: `ADR-0042`, `ADR-PR12` while it has no number, and else its slug. */
export function decisionLabel({ decision, aliases = [] }: PlacedDecision): string {
  if (decision.number !== undefined) return decisionName(decision.number);
  return aliases.find((alias) => /^ADR-PR\d+$/.test(alias)) ?? decision.slug;
}
