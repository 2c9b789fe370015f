import type { Inputs } from '../../core/remembrancer/covenant/index.ts';
import { type GitPlace, gitOutput, resolveCommit } from '../../core/remembrancer/covenant/index.ts';
import { gitSource } from '../../core/remembrancer/ledger/fsck/index.ts';
import { unfetchedBranch } from './unfetched-branch.ts';

/**
 * The ledger as the repository on this machine has it: what was fetched of it last or, where nothing was, its own branch.
 * A branch that may be there and was not fetched is absent, with what fetches it.
 */
export async function localLedger(
  place: GitPlace,
  branch: string,
  workDir: string,
): Promise<Pick<Inputs, 'ledger' | 'ledgerNotHad'>> {
  const { directory, env, signal } = place;
  const remotes = (await gitOutput(place, ['remote'])).toString().split('\n').filter(Boolean);
  const remote = remotes.includes('origin') ? 'origin' : remotes[0];
  const commit =
    (remote && (await resolveCommit(place, `refs/remotes/${remote}/${branch}`))) ??
    (await resolveCommit(place, `refs/heads/${branch}`));
  if (commit !== undefined) {
    const ledger = await gitSource({
      ...{ url: directory, commit, workDir },
      ...(env && { env }),
      ...(signal && { signal }),
    });
    return { ledger };
  }
  const ledgerNotHad = remote === undefined ? undefined : await unfetchedBranch(place, remote, branch);
  return ledgerNotHad === undefined ? { ledger: 'none' } : { ledgerNotHad };
}
