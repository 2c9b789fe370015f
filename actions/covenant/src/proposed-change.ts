import { VaultMeshError } from '../../../core/common/error.ts';
import {
  gitOutput,
  type GitPlace,
  gitTree,
  type ProposedChange,
  resolveCommit,
} from '../../../core/remembrancer/covenant/index.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';

/** GitHub shows so many commits of a pull request. */
const MOST_COMMITS = 250;

/**
 * What the pull request of the run would change: the commit of the run is the result of merging it, and the first parent
 * of that is the base. `undefined` for any other run. Throws `usage` when the checkout lacks the parents.
 */
export async function proposedChange(
  place: GitPlace,
  { pullRequest, ref, commit }: Pick<WorkflowRun, 'pullRequest' | 'ref' | 'commit'>,
): Promise<ProposedChange | undefined> {
  if (pullRequest === undefined || !/^refs\/pull\/\d+\/merge$/u.test(ref)) return undefined;
  const base = await resolveCommit(place, `${commit}^1`);
  const head = await resolveCommit(place, `${commit}^2`);
  if (base === undefined || head === undefined) {
    throw new VaultMeshError(
      'usage',
      'The checkout has only the result of the merge, so what the pull request changes cannot be told. Give actions/checkout "fetch-depth: 0", or 2 when no message of an earlier commit matters.',
    );
  }
  const most = Math.min(pullRequest.commits, MOST_COMMITS);
  const log = await gitOutput(place, [
    ...['log', `--max-count=${most}`, '--no-show-signature', '-z', '--format=%B'],
    ...['--end-of-options', head, `^${base}`, '--'],
  ]);
  const messages = log.toString().split('\0');
  return { base: await gitTree(place, base), texts: [...pullRequest.texts, ...messages] };
}
