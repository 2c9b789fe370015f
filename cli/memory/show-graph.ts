import {
  edgesAt,
  type GraphEdge,
  graphDiagrams,
  type GraphNode,
  memoryGraph,
  type MemoryFilter,
} from '../../core/remembrancer/memory/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { askLedgers } from './ask-ledgers.ts';
import type { AskedLedger } from './asked-ledger.ts';
import { filterOf } from './filter-of.ts';
import type { Answer } from './formats.ts';
import type { RecordsOptions } from './memory-options.ts';

/** A relation, with its repository where more than one is asked. */
type AskedEdge = GraphEdge & { readonly repository?: string };

/** Shows how records, components and paths stand to each other; with a filter, the relations of what it lets through. */
export function showGraph(terminal: Terminal, options: RecordsOptions): Promise<CommandReport> {
  const filter = filterOf(options);
  return askLedgers(terminal, options, (ledgers) =>
    edgesAnswer(ledgers.flatMap((ledger) => edgesOf(ledger, filter))),
  );
}

function edgesOf({ repository, memory: { records } }: AskedLedger, filter: MemoryFilter): AskedEdge[] {
  const edges = edgesAt(memoryGraph(records), records, filter);
  return repository === undefined ? edges : edges.map((edge) => ({ repository, ...edge }));
}

function edgesAnswer(edges: readonly AskedEdge[]): Answer {
  const isOfMany = edges.some(({ repository }) => repository !== undefined);
  return {
    heading: [...(isOfMany ? ['Repository'] : []), 'From', 'Relation', 'To'],
    rows: edges.map(({ repository, from, relation, to }) => [
      ...(repository === undefined ? [] : [repository]),
      from.label,
      relation,
      to.label,
    ]),
    items: edges,
    diagrams: graphDiagrams(edges.map(inItsRepository)),
  };
}

/** Records of two repositories can have one id, and in a diagram are two. */
function inItsRepository({ repository, from, relation, to }: AskedEdge): GraphEdge {
  const inIt = ({ id, label }: GraphNode): GraphNode =>
    repository === undefined
      ? { id, label }
      : { id: `${repository} ${id}`, label: `${label} (${repository})` };
  return { from: inIt(from), relation, to: inIt(to) };
}
