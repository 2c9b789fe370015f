import { counted } from '../../core/common/counted.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { formatTrustFile, updateTrust, type TrustUpdate } from '../../core/remembrancer/trust/index.ts';
import { readTrustFile } from '../read-trust-file.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';
import { writeOutput } from '../write-output.ts';
import { confirm } from './confirm.ts';

export interface TrustUpdateOptions {
  readonly json?: true;
  readonly branch: string;
  readonly yes?: true;
}

/** Adds to a trust file the keys that took the place of its log keys, and that those are retired, once it is confirmed. */
export async function updateTrustFile(
  terminal: Terminal,
  file: string,
  repository: string,
  options: TrustUpdateOptions,
): Promise<CommandReport> {
  const trust = await readTrustFile(terminal, file);
  const address = repositoryAddress(repository, terminal);
  const update = await withGitStore(terminal, address, options.branch, (store) => updateTrust(trust, store));
  const { added, retired } = update;
  const lines = linesOf(update);
  if (added.length + retired.length === 0) {
    return {
      outcome: succeeded(`${file} has the keys of the ledger.`, { added, retired }, 'already-done'),
      lines,
    };
  }
  if (options.yes !== true) await confirm(terminal, lines);
  await writeOutput(terminal, { path: file, option: 'trust update' }, formatTrustFile(update.trust));
  return {
    outcome: succeeded(`${file} has the keys of the ledger now.`, { added, retired }),
    // On a terminal they were shown with the question.
    lines: options.yes === true ? lines : [],
  };
}

const linesOf = ({ added, retired }: TrustUpdate): string[] => [
  ...added.map(
    ({ verifierKey, index, time }) =>
      `new key   ${verifierKey}, recorded in entry ${index} at ${time} by the key before it`,
  ),
  ...retired.map(
    ({ verifierKey, index }) =>
      `retired   ${verifierKey}, by entry ${index}; it counts for checkpoints of up to ${counted(index + 1, 'entry', 'entries')}`,
  ),
];
