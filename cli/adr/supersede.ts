import { succeeded } from '../../core/common/outcome.ts';
import {
  type ReadDecision,
  resolveDecision,
  supersedeDecision,
} from '../../core/remembrancer/decisions/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { type NameOptions, namedDecisions } from './named-decisions.ts';
import { nameWords } from './name-words.ts';
import { placeIn, readDecisions } from './read-decisions.ts';
import { replaceFile } from './replace-file.ts';

export interface SupersedeOptions extends NameOptions {
  readonly by: string;
}

/** Lets one decision take the place of another: a line in each of the two files. */
export async function supersede(
  terminal: Terminal,
  reference: string,
  options: SupersedeOptions,
): Promise<CommandReport> {
  const folder = await readDecisions(terminal, options.folder);
  const reads = await namedDecisions(terminal, folder, options);
  const older = resolveDecision(reads, reference);
  const newer = resolveDecision(reads, options.by);
  const [old, by] = [older.path, newer.path];
  const changed = supersedeDecision(folder.files, old, by, {
    has: older.decision.status,
    words: nameWords(old, options),
  });
  const result = { old, by, changed: changed.map(({ path }) => path) };
  if (changed.length === 0) {
    return { outcome: succeeded(`${old} is superseded by ${by} already.`, result, 'already-done') };
  }
  for (const { path, text } of changed) await replaceFile(placeIn(folder, path), path, text);
  const message = `${old} is superseded by ${by} now.`;
  return { outcome: succeeded(message + untilMerge(old, newer), result) };
}

/** A merge accepts the newer one, so what ends with it goes into the same pull request. */
function untilMerge(old: string, { path, decision: { status } }: ReadDecision): string {
  if (status === 'accepted') return '';
  return ` ${path} is still ${status}: put both files into one pull request, and ${old} is in force until that is merged.`;
}
