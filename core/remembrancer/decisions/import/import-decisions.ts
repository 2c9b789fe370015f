import type { PlacedDecision } from '../decision-index.ts';
import type { ReadDecision } from '../read-decision.ts';
import { relateDecisions } from '../relations.ts';
import { importDecision } from './import-decision.ts';

/**
 * A whole folder as MADR 4, at the paths where the files are, so that links to them hold. Where an old decision said
 * that a newer one replaced or amended it, the newer one now says so: relations are written at one end only.
 */
export function importDecisions(
  reads: readonly ReadDecision[],
  newId: (read: ReadDecision) => string,
): PlacedDecision[] {
  const imported = new Map(reads.map((read) => [read.path, importDecision(read, newId(read))]));
  const written = new Set(
    relateDecisions(reads.map(onlyOwnEnds)).relations.map((relation) => JSON.stringify(relation)),
  );
  const { relations } = relateDecisions(reads);
  for (const { type, from, to } of relations.filter((relation) => !written.has(JSON.stringify(relation)))) {
    const decision = imported.get(from);
    const target = imported.get(to)?.id;
    if (!decision || target === undefined || type === 'relates-to') continue;
    imported.set(from, { ...decision, [type]: [...decision[type], target] });
  }
  return [...imported].map(([path, decision]) => ({ path, decision }));
}

const onlyOwnEnds = ({ path, decision }: ReadDecision): PlacedDecision => ({ path, decision });
