import {
  edgesAt,
  filterRecords,
  type GraphEdge,
  graphDiagrams,
  memoryGraph,
} from '../../core/remembrancer/memory/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { askMemory } from './ask-memory.ts';
import { filterOf } from './filter-of.ts';
import type { Answer } from './formats.ts';
import type { FilterOptions, MemoryOptions } from './memory-options.ts';

/** Shows how records, components and paths stand to each other; with a filter, the relations of what it lets through. */
export function showGraph(
  terminal: Terminal,
  options: MemoryOptions & FilterOptions,
): Promise<CommandReport> {
  const filter = filterOf(options);
  return askMemory(terminal, options, ({ records }) =>
    edgesAnswer(edgesAt(memoryGraph(records), filterRecords(records, filter), filter.component)),
  );
}

const edgesAnswer = (edges: readonly GraphEdge[]): Answer => ({
  heading: ['From', 'Relation', 'To'],
  rows: edges.map(({ from, relation, to }) => [from.label, relation, to.label]),
  items: edges,
  diagrams: graphDiagrams(edges),
});
