import { succeeded } from '../../core/common/outcome.ts';
import { formatAnswer } from '../memory/format-answer.ts';
import type { Answer, Format } from '../memory/formats.ts';
import type { CommandReport } from '../run-command.ts';

/** An answer from a folder as what a command did. */
export const answerReport = (answer: Answer, format: Format, message: string): CommandReport => ({
  outcome: succeeded(message, { items: answer.items }),
  lines: formatAnswer(answer, format),
  isDocument: format !== 'table',
});
