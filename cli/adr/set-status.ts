import { succeeded } from '../../core/common/outcome.ts';
import {
  changeStatus,
  type Decision,
  type DecisionStatus,
  isWritten,
  MADR_HEADINGS,
  readDecision,
  resolveDecision,
} from '../../core/remembrancer/decisions/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { type NameOptions, namedDecisions } from './named-decisions.ts';
import { nameWords } from './name-words.ts';
import { placeIn, readDecisions } from './read-decisions.ts';
import { replaceFile } from './replace-file.ts';

/** Gives the decision that a person names another status, by one line of its file. */
export async function setStatus(
  terminal: Terminal,
  reference: string,
  status: DecisionStatus,
  options: NameOptions,
): Promise<CommandReport> {
  const folder = await readDecisions(terminal, options.folder);
  const { path, decision } = resolveDecision(await namedDecisions(terminal, folder, options), reference);
  const text = folder.files.find((each) => each.path === path)?.text ?? '';
  const { from, file } = changeStatus({ path, text }, status, {
    has: decision.status,
    words: nameWords(path, options),
  });
  const result = { path, ...(decision.id !== undefined && { id: decision.id }), from, status };
  if (from === status) {
    return { outcome: succeeded(`${path} is ${status} already.`, result, 'already-done') };
  }
  await replaceFile(placeIn(folder, path), path, file.text);
  const message = `${path} was ${from} and is ${status} now.`;
  return {
    outcome: succeeded(message + missingOutcome(readDecision(path, file.text).decision, status), result),
  };
}

/** A decision that decides nothing is let through: its text can be written until it is merged. */
function missingOutcome(decision: Decision, status: DecisionStatus): string {
  const isPutUp = status === 'proposed' || status === 'accepted';
  if (!isPutUp || isWritten(decision, 'outcome')) return '';
  return ` It says nothing below "${MADR_HEADINGS.outcome}" yet: write it before it is merged.`;
}
