import { VaultMeshError } from '../../../core/common/error.ts';
import {
  commitMessages,
  type GitPlace,
  gitTree,
  type ProposedChange,
  resolveCommit,
} from '../../../core/remembrancer/covenant/index.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';

/** GitHub shows so many commits of a pull request. */
const MOST_COMMITS = 250;

type Run = Pick<WorkflowRun, 'eventName' | 'pullRequest' | 'mergeBase' | 'ref' | 'commit'>;

/**
 * What the run is asked whether to merge: of a pull request the commit of the run is the result of merging it, and the
 * first parent of that is the base; of a merge group of a queue the event names the base. `undefined` for any other run.
 * Throws `usage` when the checkout lacks what is compared, or the event the base.
 */
export async function proposedChange(place: GitPlace, run: Run): Promise<ProposedChange | undefined> {
  const { pullRequest, ref, commit } = run;
  if (run.eventName === 'merge_group') return changeOfGroup(place, run);
  if (pullRequest === undefined || !/^refs\/pull\/\d+\/merge$/u.test(ref)) return undefined;
  const base = await resolveCommit(place, `${commit}^1`);
  const head = await resolveCommit(place, `${commit}^2`);
  if (base === undefined || head === undefined) {
    throw new VaultMeshError(
      'usage',
      'The checkout has only the result of the merge, so what the pull request changes cannot be told. Give actions/checkout "fetch-depth: 0", or 2 when no message of an earlier commit matters.',
    );
  }
  const messages = await commitMessages(place, base, head, Math.min(pullRequest.commits, MOST_COMMITS));
  return { base: await gitTree(place, base), texts: [...pullRequest.texts, ...messages] };
}

/** The event has no text of the pull requests: what GitHub puts of them into the messages of commits is all there is. */
async function changeOfGroup(place: GitPlace, { mergeBase, commit }: Run): Promise<ProposedChange> {
  if (mergeBase === undefined) {
    throw new VaultMeshError(
      'usage',
      'The event of this run is of a merge group and names no commit that it goes onto (merge_group.base_sha), so what it changes cannot be told.',
    );
  }
  const base = await resolveCommit(place, mergeBase);
  if (base === undefined) {
    throw new VaultMeshError(
      'usage',
      `The checkout does not have ${mergeBase}, which the merge group goes onto, so what it changes cannot be told. Give actions/checkout "fetch-depth: 0".`,
    );
  }
  return { base: await gitTree(place, base), texts: await commitMessages(place, base, commit, MOST_COMMITS) };
}
