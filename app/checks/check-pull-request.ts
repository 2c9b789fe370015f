import type { Context } from 'probot';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { type CheckOutput, outputOf, untold } from './check-output.ts';
import { reasonOf } from './check-merge-group.ts';
import type { CheckKey } from './check-run-key.ts';
import { getPullRequest, isFixableBranch } from './checked-pull-request.ts';
import {
  type CheckedChange,
  covenantOfPullRequest,
  type CovenantReader,
  type Look,
} from './covenant-of-change.ts';
import { failingBeside } from './failing-beside.ts';
import { FIX } from './fix-button.ts';
import { type MergeReader, mergeTrial, type TriedPullRequest } from './merge-trial.ts';
import { ownCheckRuns } from './own-check-runs.ts';
import { type DecisionTeller, tellPastDecisions } from './tell-past-decisions.ts';
import type { PullRequestCommitLister } from './pull-request-texts.ts';
import { type CheckRunWriter, openCheckRun, sayCheck, setAside } from './put-check-run.ts';

export type PullRequestChecker = MergeReader &
  CovenantReader &
  PullRequestCommitLister &
  CheckRunWriter &
  DecisionTeller;

/** What makes the app look at a pull request. */
export interface CheckRequest {
  readonly repository: RepositoryName;
  readonly number: number;
  /** The newest commit of it that the webhook knew, and the one before where it says so. */
  readonly commits: readonly string[];
  /** The id of the delivery, where somebody asked for another look, or changed what the webhook does not name a commit of. */
  readonly again?: string;
  /** What it would have been merged into before its base was changed, as a commit. */
  readonly formerBase?: string;
}

export interface CheckSettings extends Look {
  readonly appId: number;
  readonly log: Pick<Context['log'], 'info' | 'warn'>;
}

/**
 * Looks at a pull request as GitHub has it now, says in one check run on its newest commit what came of that, and in a comment
 * which past decisions it touches. A check that stands is left alone, an interrupted one goes on, and those of earlier commits are
 * ended, as is that of a base that was changed meanwhile: the webhook of that brings another. The verdict comes last, so that it
 * stands for everything before it.
 */
export async function checkPullRequest(
  client: PullRequestChecker,
  { repository, number, commits, again, formerBase }: CheckRequest,
  { appId, clock, serverUrl, log }: CheckSettings,
): Promise<void> {
  const [, formerHead] = commits;
  const tried = await mergeTrial(client, repository, number, { formerBase, formerHead });
  const { pull, trial } = tried;
  const { sha } = pull.head;
  // It was pushed back to the commit before: the webhook of that brings the look.
  if (sha === formerHead) return;
  for (const earlier of new Set(commits)) if (earlier !== sha) await endEarlier(earlier, sha);
  if (pull.state !== 'open') return;
  const key: CheckKey = {
    subject: number,
    base: typeof trial === 'string' ? undefined : trial.base,
    // What somebody asked for was another look at that commit.
    again: commits.includes(sha) ? again : undefined,
  };
  const run = await openCheckRun(client, appId, repository, sha, key);
  if (run.status === 'completed') return;
  const { checked, output } = await looked();
  const { head, base } = await getPullRequest(client, repository, number);
  if (head.sha !== sha) {
    await endEarlier(sha, head.sha);
    return;
  }
  if (base.ref !== pull.base.ref) {
    await setAside(client, repository, [run], 'Superseded', `It goes into ${base.ref} now.`);
    return;
  }
  const other =
    output.conclusion === 'success' ? await failingBeside(client, appId, repository, sha, number) : undefined;
  if (typeof checked?.ledger === 'object')
    await tellPastDecisions(client, appId, { repository, number }, checked.ledger, log);
  const buttons = output.isFixable && isFixableBranch(pull) ? [FIX] : [];
  await sayCheck(client, appId, repository, run, key, besides(output, other), buttons);
  log.info(
    { repository: fullName(repository), number, conclusion: output.conclusion, other },
    'Pull request checked',
  );

  async function looked(): Promise<{ checked?: CheckedChange; output: CheckOutput }> {
    if (typeof trial === 'string') return { output: noMerge(tried) };
    try {
      const found = await covenantOfPullRequest(client, repository, pull, trial, { clock, serverUrl });
      return { checked: found, output: outputOf(found) };
    } catch (error) {
      return { output: untold('It cannot be told', reasonOf(error)) };
    }
  }

  async function endEarlier(commit: string, by: string): Promise<void> {
    const runs = await ownCheckRuns(client, appId, repository, commit, number);
    await setAside(client, repository, runs, 'Superseded', `The pull request has a newer commit: ${by}`);
  }
}

/** What is said of a pull request where another with the same commit does not pass. */
const besides = (output: CheckOutput, other: number | undefined): CheckOutput =>
  other === undefined
    ? output
    : {
        ...output,
        conclusion: 'failure',
        title: `Held here, and not in #${other}, which has the same commit`,
        summary: `One commit has one verdict for every branch that it is proposed for. Run this check again when #${other} passes, is closed or has another commit.\n\n${output.summary}`,
      };

function noMerge({ pull, trial }: TriedPullRequest): CheckOutput {
  const { ref } = pull.base;
  return trial === 'conflict'
    ? untold(
        `It conflicts with ${ref}`,
        `There is no result of merging it into ${ref} that could be looked at. Resolve the conflict.`,
      )
    : untold(
        'It cannot be told',
        `GitHub has not said in time whether it can be merged into ${ref}. Run the check again.`,
      );
}
