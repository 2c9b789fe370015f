import { decisionLabel } from './decision-label.ts';
import { relateDecisions, type RelatedDecision, type RelationType } from './relations.ts';

/** A decision, or a glob of paths that decisions affect. */
export interface DecisionNode {
  /** `decision:<path>` or `path:<glob>`. */
  readonly id: string;
  readonly label: string;
}

export interface DecisionEdge {
  readonly from: DecisionNode;
  readonly relation: RelationType | 'affects';
  readonly to: DecisionNode;
}

/** How decisions stand to each other and to paths, each relation once and from the decision that has it. */
export function decisionGraph(decisions: readonly RelatedDecision[]): DecisionEdge[] {
  const nodes = new Map(
    decisions.map((placed): [string, DecisionNode] => [
      placed.path,
      { id: `decision:${placed.path}`, label: `${decisionLabel(placed)} ${placed.decision.title}` },
    ]),
  );
  const { relations } = relateDecisions(decisions);
  return decisions.flatMap(({ path, decision }) => {
    const from = nodes.get(path) ?? { id: `decision:${path}`, label: path };
    const related = relations.flatMap(({ type, from: source, to: target }): DecisionEdge[] => {
      const to = source === path ? nodes.get(target) : undefined;
      return to ? [{ from, relation: type, to }] : [];
    });
    const affects = [...new Set(decision.affects)].map((glob): DecisionEdge => ({
      from,
      relation: 'affects',
      to: { id: `path:${glob}`, label: glob },
    }));
    return [...related, ...affects];
  });
}
