import { counted } from '../../core/common/counted.ts';
import { decisionGraph } from '../../core/remembrancer/decisions/index.ts';
import { graphDiagrams } from '../../core/remembrancer/memory/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { answerReport } from './answer-report.ts';
import { type AskOptions, askDecisions } from './ask-decisions.ts';

/** Shows how the decisions of a folder stand to each other, and which paths they affect. */
export async function showDecisionGraph(terminal: Terminal, options: AskOptions): Promise<CommandReport> {
  const edges = decisionGraph(await askDecisions(terminal, options));
  const answer = {
    heading: ['From', 'Relation', 'To'],
    rows: edges.map(({ from, relation, to }) => [from.label, relation, to.label]),
    items: edges,
    diagrams: graphDiagrams(edges),
  };
  return answerReport(answer, options.format, `${counted(edges.length, 'relation')} in ${options.folder}.`);
}
