import { counted } from '../../core/common/counted.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { printable } from '../../core/common/printable.ts';
import { repairBranch } from '../../core/remembrancer/ledger/repair/index.ts';
import { plantedBranch } from '../planted-branch.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';

export interface RepairCommandOptions {
  readonly json?: true;
  readonly branch: string;
  readonly vkey?: string;
}

/** Mends a ledger branch and says what it took. */
export async function repairLedger(
  terminal: Terminal,
  repository: string,
  { branch, vkey }: RepairCommandOptions,
): Promise<CommandReport> {
  const { url } = repositoryAddress(repository, terminal);
  const repair = await withTemporaryDirectory((workDir, signal) =>
    repairBranch({
      url,
      branch,
      workDir,
      env: terminal.environment,
      signal,
      ...(vkey !== undefined && { verifierKey: vkey }),
    }),
  ).catch(async (error: unknown) => {
    throw (await plantedBranch(terminal, { url, branch }, error)) ?? error;
  });
  const { commit, restored, removed, size } = repair;
  const lines = [
    ...restored.map((path) => `restored  ${printable(path)}`),
    ...removed.map((path) => `removed   ${printable(path)}`),
  ];
  if (commit === undefined) {
    return {
      outcome: succeeded(
        `Nothing is wrong with the ledger of ${counted(size, 'entry', 'entries')}.`,
        repair,
        'already-done',
      ),
    };
  }
  const message = `Commit ${commit} restores the ledger of ${counted(size, 'entry', 'entries')}; "vaultmesh ledger audit" reports what happened.`;
  return { outcome: succeeded(message, repair), lines };
}
