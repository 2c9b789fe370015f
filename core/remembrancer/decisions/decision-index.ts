import type { Decision } from './decision.ts';
import { numberInReference } from './decision-id.ts';

/** A decision and where it stands. */
export interface PlacedDecision {
  readonly path: string;
  readonly decision: Decision;
  /** Further names, for ever: `ADR-PR12`, a number that the log gave. */
  readonly aliases?: readonly string[];
}

/**
 * Finds what a reference can mean: no decision, one, or several that claim the same name. It may be a ULID, slug, file
 * name, path, number (`ADR-0042`, `42`) or alias, in capital letters or not.
 */
export function indexDecisions<Placed extends PlacedDecision>(
  decisions: readonly Placed[],
): (reference: string) => readonly Placed[] {
  const byName = new Map<string, Placed[]>();
  for (const placed of decisions) {
    for (const name of new Set(namesOf(placed))) byName.set(name, [...(byName.get(name) ?? []), placed]);
  }
  return (reference) => byName.get(nameOf(reference)) ?? [];
}

function namesOf({ path, decision, aliases = [] }: PlacedDecision): string[] {
  const { id, slug, number } = decision;
  const names = [path, slug, ...aliases, ...(id === undefined ? [] : [id])].map(nameOf);
  return number === undefined ? names : [...names, nameOf(String(number))];
}

/** What all spellings of a name have in common. */
function nameOf(reference: string): string {
  const number = numberInReference(reference);
  return number === undefined ? reference.toLowerCase().replace(/\.md$/, '') : `adr-${number}`;
}
