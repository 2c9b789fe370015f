import { indexDecisions, type PlacedDecision } from './decision-index.ts';

export const RELATION_TYPES = ['supersedes', 'amends', 'relates-to'] as const;
export type RelationType = (typeof RELATION_TYPES)[number];

/** What a relation is called from its other end. Never written by hand. */
export const REVERSE = {
  supersedes: 'superseded-by',
  amends: 'amended-by',
  'relates-to': 'relates-to',
} as const satisfies Record<RelationType, string>;

/** `from` supersedes, amends or relates to `to`; both are paths. */
export interface Relation {
  readonly type: RelationType;
  readonly from: string;
  readonly to: string;
}

/** A reference that means no decision, or more than one. */
export interface OpenReference {
  readonly path: string;
  readonly type: RelationType | 'superseded-by' | 'amended-by';
  readonly reference: string;
  readonly candidates: readonly string[];
}

/** A decision with the other ends of relations that some dialects write down. */
export interface RelatedDecision extends PlacedDecision {
  readonly supersededBy?: readonly string[];
  readonly amendedBy?: readonly string[];
}

export interface Relations {
  /** Each once, in the order of the decisions. */
  readonly relations: readonly Relation[];
  readonly open: readonly OpenReference[];
}

/** The relations among decisions, whichever of the two ends was written down. */
export function relateDecisions(decisions: readonly RelatedDecision[]): Relations {
  const resolve = indexDecisions(decisions);
  const relations = new Map<string, Relation>();
  const open: OpenReference[] = [];
  for (const placed of decisions) {
    const { path } = placed;
    for (const { type, reference } of referencesOf(placed)) {
      const [target, ...others] = resolve(reference);
      if (!target || others.length > 0) {
        open.push({ path, type, reference, candidates: resolve(reference).map((found) => found.path) });
        continue;
      }
      const relation = directed(type, path, target.path);
      relations.set(JSON.stringify(relation), relation);
    }
  }
  return { relations: [...relations.values()], open };
}

function referencesOf({ decision, supersededBy = [], amendedBy = [] }: RelatedDecision) {
  const of = (type: OpenReference['type'], references: readonly string[]) =>
    references.map((reference) => ({ type, reference }));
  return [
    ...of('supersedes', decision.supersedes),
    ...of('amends', decision.amends),
    ...of('relates-to', decision.relatesTo),
    ...of('superseded-by', supersededBy),
    ...of('amended-by', amendedBy),
  ];
}

function directed(type: OpenReference['type'], path: string, target: string): Relation {
  if (type === 'superseded-by') return { type: 'supersedes', from: target, to: path };
  if (type === 'amended-by') return { type: 'amends', from: target, to: path };
  return { type, from: path, to: target };
}

/** The relations as they are seen from one decision, its own first, then the reverse of those of others. */
export const relationsOf = (relations: readonly Relation[], path: string) => [
  ...relations.filter(({ from }) => from === path).map(({ type, to }) => ({ type, path: to })),
  ...relations
    .filter(({ from, to }) => to === path && from !== path)
    .map(({ type, from }) => ({ type: REVERSE[type], path: from })),
];
