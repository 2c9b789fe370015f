import { counted } from '../../core/common/counted.ts';
import { decisionsInForce } from '../../core/remembrancer/decisions/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { answerReport } from './answer-report.ts';
import { type AskOptions, askDecisions } from './ask-decisions.ts';
import { describeDecision } from './describe-decision.ts';

export interface ListOptions extends AskOptions {
  readonly status?: string;
  readonly tag?: string;
}

/** Lists the decisions of a folder, by path. */
export async function listDecisions(terminal: Terminal, options: ListOptions): Promise<CommandReport> {
  const all = await askDecisions(terminal, options);
  const inForce = new Set(decisionsInForce(all).map(({ path }) => path));
  const { status, tag } = options;
  const found = all.filter(
    ({ decision }) =>
      (status === undefined || decision.status === status) &&
      (tag === undefined || decision.tags.some((each) => each.toLowerCase() === tag.toLowerCase())),
  );
  const items = found.map((each) => ({ ...describeDecision(each), inForce: inForce.has(each.path) }));
  const answer = {
    heading: ['Decision', 'Status', 'Date', 'Title', 'File'],
    rows: items.map(({ name, status: is, date = '', title, path }) => [name, is, date, title, path]),
    items,
    diagrams: [],
  };
  const of = `${counted(items.length, 'decision')} of ${all.length} in ${options.folder}`;
  return answerReport(answer, options.format, `${of}, ${counted(inForce.size, 'in force', 'in force')}.`);
}
