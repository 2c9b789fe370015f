import { succeeded } from '../../core/common/outcome.ts';
import { printableLines } from '../../core/common/printable.ts';
import { relateDecisions, relationsOf, resolveDecision } from '../../core/remembrancer/decisions/index.ts';
import { formatAnswer } from '../memory/format-answer.ts';
import type { Answer } from '../memory/formats.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { type AskOptions, askDecisions } from './ask-decisions.ts';
import { describeDecision } from './describe-decision.ts';

/** Shows one decision: what is said of it, by itself and by others, and its text: for a program by sections, else as its file has it. */
export async function showDecision(
  terminal: Terminal,
  reference: string,
  options: AskOptions,
): Promise<CommandReport> {
  const all = await askDecisions(terminal, options);
  const found = resolveDecision(all, reference);
  const relations = relationsOf(relateDecisions(all).relations, found.path);
  const { sections } = found.decision;
  const item = { ...describeDecision(found), relations, sections };
  const answer: Answer = {
    heading: ['Field', 'Value'],
    rows: rowsOf(item),
    items: [item],
    diagrams: [],
  };
  const { body } = found.document;
  const text = body
    .slice(body.findIndex((line) => line.text.trim() !== ''))
    .map((line) => printableLines(line.text));
  const lines = formatAnswer(answer, options.format);
  const hasText = options.format === 'table' || options.format === 'md';
  return {
    outcome: succeeded(`This is ${found.path}.`, item),
    lines: hasText ? [...lines, '', ...text] : lines,
    isDocument: options.format !== 'table',
  };
}

type Item = Omit<ReturnType<typeof describeDecision>, 'sections'> & {
  readonly relations: ReturnType<typeof relationsOf>;
};

const rowsOf = (item: Item): string[][] =>
  [
    ['decision', item.name],
    ['title', item.title],
    ['status', item.status],
    ['id', item.id ?? ''],
    ['date', item.date ?? ''],
    ['decision-makers', item.decisionMakers.join(', ')],
    ['consulted', item.consulted.join(', ')],
    ['informed', item.informed.join(', ')],
    ['tags', item.tags.join(', ')],
    ['summary', item.summary ?? ''],
    ...item.relations.map(({ type, path }): [string, string] => [type, path]),
    ['affects', item.affects.join(', ')],
    ['review-by', item.reviewBy ?? ''],
    ['confidence', item.confidence ?? ''],
    ['aliases', item.aliases.join(', ')],
    ['record', item.record ? `${item.record.index} ${item.record.id} ${item.record.status}` : ''],
    ['file', item.path],
  ].filter(([, value]) => value !== '');
