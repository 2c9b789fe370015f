import { counted } from '../../../core/common/counted.ts';
import { asVaultMeshError } from '../../../core/common/error.ts';
import { hasStatus } from '../../../core/github/status.ts';
import {
  type CovenantResult,
  type GitPlace,
  resolveCommit,
  type Tree,
} from '../../../core/remembrancer/covenant/index.ts';
import { worstFirst } from '../../../core/remembrancer/covenant/report/index.ts';
import { explainGitHubError } from '../../common/src/explain-github-error.ts';
import type { Runner } from '../../common/src/runner.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';
import { fittingComments } from './fitting-comments.ts';
import type { PullRequest } from './pull-request.ts';
import type { RemoteRepository } from './remote-repository.ts';
import { markerOf } from './review-comment.ts';

/** So many comments of one review are read. */
const MOST_COMMENTS = 50;

const BODY = 'What the covenant found here can be mended at a click: each suggestion is one fix.';

const REMEDY =
  'The token of the job may not write reviews, or not see the pull request. Give the job "permissions: pull-requests: write"; that of a pull request from a fork only reads, whatever the workflow says.';

/**
 * Proposes the fixes of what was found in `tree` as suggestions in one review of the pull request of the run, the gravest
 * first, but for those that it proposed before. Any other run has no pull request, and nothing is done. Never rejects: what
 * keeps it from doing so is told in the log, and the verdict stands.
 */
export async function suggestFixes(
  { findings }: Pick<CovenantResult, 'findings'>,
  { place, tree }: { readonly place: GitPlace; readonly tree: Tree },
  run: Pick<WorkflowRun, 'ref' | 'commit'>,
  remote: Pick<RemoteRepository, 'pullRequest'>,
  runner: Pick<Runner, 'info' | 'notice' | 'warning'>,
): Promise<void> {
  const number = /^refs\/pull\/(\d+)\/merge$/u.exec(run.ref)?.[1];
  if (number === undefined || findings.every(({ fix }) => fix === undefined)) return;
  try {
    // What was looked at is the result of merging this commit.
    const head = await resolveCommit(place, `${run.commit}^2`);
    if (head === undefined) return;
    runner.info(await reviewed(remote.pullRequest(Number(number)), head, findings, tree));
  } catch (error) {
    const title = 'The fixes were not suggested';
    const isRefused = hasStatus(error, 403, 404) && !/rate limit/iu.test(String(error));
    if (isRefused) runner.notice(title, REMEDY);
    else runner.warning(title, asVaultMeshError(explainGitHubError(error, title)).message);
  }
}

/** Posts what is new, and says how much it is. */
async function reviewed(
  pull: PullRequest,
  head: string,
  findings: CovenantResult['findings'],
  tree: Tree,
): Promise<string> {
  if ((await pull.head()) !== head)
    return 'The pull request has a newer commit, whose own run suggests fixes.';
  const fitting = await fittingComments(worstFirst(findings), tree, await pull.patches());
  const known = new Set(fitting.length === 0 ? [] : (await pull.ownComments()).map(markerOf));
  const fresh = fitting.filter(({ body }) => !known.has(markerOf(body)));
  if (fresh.length === 0) return 'There is no new fix to suggest on the lines of the pull request.';
  const most = fresh.slice(0, MOST_COMMENTS);
  await pull.review(head, BODY, most);
  const more = fresh.length - most.length;
  const rest =
    more === 0 ? '' : ` ${counted(more, 'more fix', 'more fixes')} will be in the review of the next run.`;
  return `${counted(most.length, 'fix is', 'fixes are')} suggested in a review of the pull request.${rest}`;
}
