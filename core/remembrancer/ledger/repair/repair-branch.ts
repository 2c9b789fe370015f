import { counted } from '../../../common/counted.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { fromUtf8, utf8 } from '../../../common/bytes.ts';
import { type GitHistory, gitHistory } from '../audit/git-history.ts';
import type { GitSourceOptions } from '../fsck/git-source.ts';
import { mustSucceed } from '../store/git/git-failure.ts';
import { pushCommit } from '../store/git/push-commit.ts';
import { COMMITTER } from '../store/git/write-commit.ts';
import { planRepair, type RepairPlan } from './plan-repair.ts';

export interface RepairOptions extends Omit<GitSourceOptions, 'commit'> {
  /** The log's key (vkey) as the reader knows it; without it that of the first commit. */
  readonly verifierKey?: string;
}

/** What a repair did. */
export interface Repair extends Omit<RepairPlan, 'tree' | 'isNeeded'> {
  /** The commit that restores the log; absent when nothing was wrong. */
  readonly commit?: string;
}

const REF = 'refs/vaultmesh/repair';

/**
 * Restores the tree of the last good checkpoint by one commit upon the head; nothing is taken out of the history, so
 * that an audit reports what happened, as repaired. Throws `conflict` when the branch moved meanwhile, `not-permitted`
 * when access is refused, and what `planRepair` and `gitHistory` throw.
 */
export async function repairBranch(options: RepairOptions): Promise<Repair> {
  const { branch = 'ledger', verifierKey } = options;
  const history = await gitHistory(options);
  try {
    const { tree, isNeeded, ...plan } = await planRepair(history, verifierKey);
    if (!isNeeded) return plan;
    const commit = await commitTree(history, { tree, ...plan });
    if (await pushCommit(history.git, branch, plan.head, commit)) return { ...plan, commit };
    throw new VaultMeshError(
      'conflict',
      `The branch ${branch} moved while it was repaired: run the repair again.`,
    );
  } finally {
    await history.close();
  }
}

/** The whole tree anew: what is removed may have a name that no command would take. */
async function commitTree(
  { git, fetchBlobs }: GitHistory,
  { head, tree, size, restored, removed }: Omit<RepairPlan, 'isNeeded'>,
): Promise<string> {
  const message = utf8(
    `ledger: repair, ${counted(size, 'entry', 'entries')}\n\n` +
      `Restores the log of the last good checkpoint: ${counted(restored.length, 'file')} put back, ${removed.length} removed.\n`,
  );
  await fetchBlobs([...new Set([...tree.values()].map(({ oid }) => oid))]);
  const lines = [
    `reset ${REF}\n\ncommit ${REF}\nmark :1\ncommitter ${COMMITTER} now\ndata ${message.length}\n${fromUtf8(message)}`,
    `from ${head}\ndeleteall\n`,
    ...[...tree].map(([path, { oid }]) => `M 100644 ${oid} ${path}\n`),
    '\nget-mark :1\ndone\n',
  ];
  const imported = await git(
    ['fast-import', '--quiet', '--force', '--date-format=now', '--done'],
    lines.join(''),
  );
  return fromUtf8(mustSucceed(imported, 'write the commit')).trim();
}
