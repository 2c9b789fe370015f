import { gitSource, type LedgerSource } from '../../core/remembrancer/ledger/fsck/index.ts';
import { type GitPlace, resolveCommit } from '../../core/remembrancer/covenant/index.ts';

/** The ledger as the repository on this machine has it: what was fetched of it last or, where nothing was, its own branch. */
export async function localLedger(
  place: GitPlace,
  branch: string,
  workDir: string,
): Promise<LedgerSource | 'none'> {
  const { directory, env, signal } = place;
  const commit =
    (await resolveCommit(place, `refs/remotes/origin/${branch}`)) ??
    (await resolveCommit(place, `refs/heads/${branch}`));
  if (commit === undefined) return 'none';
  return gitSource({ url: directory, commit, workDir, ...(env && { env }), ...(signal && { signal }) });
}
