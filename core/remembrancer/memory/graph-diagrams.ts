import { mermaidText } from '../../common/mermaid-text.ts';
import { groupForDiagrams } from './diagrams.ts';
import type { GraphNode } from './graph.ts';

/** Any relation between two things. */
interface DiagramEdge {
  readonly from: GraphNode;
  readonly relation: string;
  readonly to: GraphNode;
}

/** Relations as Mermaid flowcharts of up to 60 nodes each, the last of them first. A node may stand in several. */
export const graphDiagrams = (edges: readonly DiagramEdge[]): string[] =>
  groupForDiagrams(edges.toReversed(), ({ from, to }) => [from.id, to.id]).map((group) =>
    graphDiagram(group.toReversed()),
  );

function graphDiagram(edges: readonly DiagramEdge[]): string {
  const labels = new Map(edges.flatMap(({ from, to }) => [from, to]).map(({ id, label }) => [id, label]));
  const keys = new Map([...labels.keys()].map((id, i) => [id, `n${i}`]));
  return [
    'flowchart LR',
    ...[...labels].map(([id, label]) => `  ${keys.get(id) ?? ''}["${mermaidText(label)}"]`),
    ...edges.map(
      ({ from, relation, to }) => `  ${keys.get(from.id) ?? ''} -->|${relation}| ${keys.get(to.id) ?? ''}`,
    ),
  ].join('\n');
}
