import { eventually } from '../../core/github/eventually.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { getPullRequest, type PullRequestAnswer, type PullRequestGetter } from './checked-pull-request.ts';

export interface MergeReader extends PullRequestGetter {
  readonly rest: PullRequestGetter['rest'] & {
    readonly git: {
      readonly getCommit: (
        parameters: RepositoryName & { commit_sha: string },
      ) => Promise<{ data: { parents: { sha: string }[] } }>;
    };
  };
}

/** A merge that GitHub made for trying: `refs/pull/{number}/merge`. */
export interface MergeTrial {
  readonly commit: string;
  /** What it goes onto. */
  readonly base: string;
}

/** A pull request with what came of merging it for trying: `unknown` when GitHub has not said so in time. */
export interface TriedPullRequest {
  readonly pull: PullRequestAnswer;
  readonly trial: MergeTrial | 'conflict' | 'unknown';
}

export interface TrialOptions {
  /** What the pull request would have been merged into before its base was changed, as a commit. */
  readonly formerBase?: string | undefined;
  /** The newest commit that it had before it was pushed to. */
  readonly formerHead?: string | undefined;
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** GitHub merges when somebody first asks, which takes it a moment; 7.5 s are waited for it. */
export async function mergeTrial(
  client: MergeReader,
  repository: RepositoryName,
  number: number,
  { formerBase, formerHead, pause }: TrialOptions = {},
): Promise<TriedPullRequest> {
  const tried = await eventually(async (): Promise<TriedPullRequest | undefined> => {
    const pull = await getPullRequest(client, repository, number);
    const { mergeable, merge_commit_sha: commit, head, state } = pull;
    if (state !== 'open') return { pull, trial: 'unknown' };
    // Just after a push GitHub can still show what was there before.
    if (head.sha === formerHead) return undefined;
    if (mergeable === false) return { pull, trial: 'conflict' };
    if (mergeable === null || commit === null) return undefined;
    const { data } = await client.rest.git.getCommit({ ...repository, commit_sha: commit });
    const [base, second] = data.parents;
    // Just after a push it can still be the merge of the commit before, and after a change of the base that into the former one.
    const isFormer = base?.sha === formerBase && pull.base.sha !== formerBase;
    return base && second?.sha === head.sha && !isFormer
      ? { pull, trial: { commit, base: base.sha } }
      : undefined;
  }, pause);
  return tried ?? { pull: await getPullRequest(client, repository, number), trial: 'unknown' };
}
