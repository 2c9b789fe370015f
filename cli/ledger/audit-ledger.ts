import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { failed, succeeded } from '../../core/common/outcome.ts';
import { printable } from '../../core/common/printable.ts';
import { auditHistory, type AuditResult, gitHistory } from '../../core/remembrancer/ledger/audit/index.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';

export interface AuditCommandOptions {
  readonly json?: true;
  readonly branch: string;
  readonly vkey?: string;
  readonly pin?: string;
}

/** Walks the history of a ledger branch and says what happened to it. */
export async function auditLedger(
  terminal: Terminal,
  repository: string,
  { branch, vkey, pin }: AuditCommandOptions,
): Promise<CommandReport> {
  const { url } = repositoryAddress(repository, terminal);
  const pinPath = pin === undefined ? undefined : resolve(terminal.directory, pin);
  const pinned = pinPath !== undefined && existsSync(pinPath) ? await readFile(pinPath, 'utf8') : undefined;
  return withTemporaryDirectory(async (workDir) => {
    const history = await gitHistory({ url, branch, workDir, env: terminal.environment });
    try {
      const result = await auditHistory(history, {
        ...(vkey !== undefined && { verifierKey: vkey }),
        ...(pinned !== undefined && { pin: pinned }),
      });
      if (pinPath !== undefined && result.pin !== undefined) await writePin(pinPath, result.pin);
      return report(terminal, result, pinned !== undefined);
    } finally {
      await history.close();
    }
  });
}

/** In one step: half a checkpoint would make the next audit fail. */
async function writePin(path: string, note: string): Promise<void> {
  await writeFile(`${path}.new`, note);
  await rename(`${path}.new`, path);
}

function report(terminal: Terminal, result: AuditResult, isPinned: boolean): CommandReport {
  const { log, commits, proven, incidents, sound, verifierKeys } = result;
  const [, ...later] = verifierKeys;
  const open = incidents.filter(({ repairedBy }) => repairedBy === undefined);
  const lines = [
    ...incidents.map(({ commit, kind, detail, repairedBy }) =>
      [
        repairedBy === undefined ? terminal.paint('red', 'open    ') : terminal.paint('yellow', 'repaired'),
        `  ${kind} at commit ${commit}: ${printable(detail)}`,
        repairedBy === undefined ? '' : ` Repaired by commit ${repairedBy}.`,
      ].join(''),
    ),
    `${commits} commits, ${proven} of their checkpoints proven to be a beginning of the log of ${log.size} entries`,
    ...later.map((key) => `note  the log's own records put this key in the place of the one before: ${key}`),
    ...(isPinned
      ? []
      : ['No pinned checkpoint was compared; only one shows that a branch was forced back (--pin).']),
  ];
  if (sound) {
    const message =
      incidents.length === 0
        ? `Every checkpoint of ${log.origin} extends the one before.`
        : `The log ${log.origin} continues; what happened to its branch (${incidents.length}) is repaired.`;
    return { outcome: succeeded(message, result), lines };
  }
  const message = `The history of ${log.origin} has ${open.length} open ${open.length === 1 ? 'incident' : 'incidents'}.`;
  return { outcome: { ...failed(new VaultMeshError('verification-failed', message)), result }, lines };
}
