import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { failed, succeeded } from '../../core/common/outcome.ts';
import { printable } from '../../core/common/printable.ts';
import {
  folderSource,
  fsck,
  type FsckProgress,
  type FsckResult,
  gitSource,
  httpSource,
  type LedgerSource,
} from '../../core/remembrancer/ledger/fsck/index.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';

export interface FsckCommandOptions {
  readonly json?: true;
  readonly branch: string;
  readonly commit?: string;
  readonly raw?: true;
  readonly vkey?: string;
}

/** More than anybody reads; `--json` has all of them. */
const MAX_LINES = 50;
const PROGRESS_MS = 1000;

/** Checks a ledger whole and says what is wrong, by file and rule. */
export async function fsckLedger(
  terminal: Terminal,
  text: string,
  options: FsckCommandOptions,
): Promise<CommandReport> {
  return withTemporaryDirectory(async (workDir) => {
    const source = await sourceOf(terminal, text, options, workDir);
    try {
      const result = await fsck(source, {
        ...(options.vkey !== undefined && { verifierKey: options.vkey }),
        ...(terminal.interactive && { onProgress: progressTo(terminal) }),
      });
      return report(terminal, source.name, result);
    } finally {
      await source.close();
    }
  });
}

async function sourceOf(
  terminal: Terminal,
  text: string,
  { raw, branch, commit }: FsckCommandOptions,
  workDir: string,
): Promise<LedgerSource> {
  if (raw) return httpSource(text, fetch);
  const folder = resolve(terminal.directory, text);
  // A folder with the files themselves, such as a work tree of the branch; any other is a repository.
  if (commit === undefined && existsSync(join(folder, 'checkpoint'))) return folderSource(folder);
  const { url } = repositoryAddress(text, terminal);
  return gitSource({
    url,
    branch,
    workDir,
    env: terminal.environment,
    ...(commit !== undefined && { commit }),
  });
}

/** A line a second at most, and none for what is soon done. */
function progressTo(terminal: Terminal): (progress: FsckProgress) => void {
  let next = terminal.clock().getTime() + PROGRESS_MS;
  return ({ step, done, total }) => {
    const now = terminal.clock().getTime();
    if (now < next || done >= total) return;
    next = now + PROGRESS_MS;
    terminal.tell(`checking the ${step}: ${done} of ${total} entries`);
  };
}

function report(terminal: Terminal, name: string, result: FsckResult): CommandReport {
  const { problems, notAuthenticated, repeated, counts, log, listed } = result;
  const lines = [
    ...problems
      .slice(0, MAX_LINES)
      .map(
        ({ file, rule, detail }) =>
          `${terminal.paint('red', rule)}  ${printable(file)}: ${printable(detail)}`,
      ),
    ...(problems.length > MAX_LINES ? [`and ${problems.length - MAX_LINES} more; --json has all`] : []),
    ...repeated.map(
      ({ id, indices }) => `note  ${id} was recorded as ${indices.join(' and ')}; the first counts`,
    ),
    ...notAuthenticated
      .slice(0, MAX_LINES)
      .map(({ file, why }) =>
        terminal.paint('dim', `not authenticated  ${printable(file)}: ${printable(why)}`),
      ),
    ...(listed
      ? []
      : ['This place cannot list its files, so files that do not belong to the log were not looked for.']),
    `${counts.entries} entries, ${counts.bundles} bundles, ${counts.tiles} tiles, ${counts.receipts} receipts, ` +
      `${counts.evidence} evidence files, ${counts.indexFiles} index files checked`,
  ];
  if (result.sound) {
    return { outcome: succeeded(`The ledger ${log?.origin ?? ''} in ${name} is sound.`, result), lines };
  }
  const message = `The ledger in ${name} is not sound: ${problems.length} ${problems.length === 1 ? 'thing is' : 'things are'} wrong.`;
  return { outcome: { ...failed(new VaultMeshError('verification-failed', message)), result }, lines };
}
