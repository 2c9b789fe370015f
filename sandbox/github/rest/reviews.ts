import { formatTime } from '../../../core/common/clock.ts';
import { log } from '../git/log.ts';
import { pullFiles } from '../git/pull-files.ts';
import { ApiError, invalidInWords } from '../http/api-error.ts';
import { paginate } from '../http/paginate.ts';
import { ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { commentsOfReview } from '../pulls/comments-of-review.ts';
import { renderReviewComment } from '../render/review-comment.ts';
import { renderReview } from '../render/review.ts';
import type { Schema } from '../render/schema.ts';
import type { Review } from '../state/issue.ts';
import { pullOf } from './pulls.ts';

const STATES = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

/** Reviews of pull requests, submitted at once, with comments beside lines of the diff. */
export const reviewRoutes = [
  route(
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    repository('pull_requests:write'),
    async (call) => {
      const { hub, author, repository } = call;
      const { issue, pull } = pullOf(call);
      const fields = call.fields('PullRequestReview', invalidInWords);
      const event = fields.oneOf('event', ['APPROVE', 'REQUEST_CHANGES', 'COMMENT']);
      if (event === undefined) throw new ApiError(422, 'Unprocessable Entity');
      const body = fields.optionalString('body') ?? '';
      if (event !== 'APPROVE' && body === '') throw new ApiError(422, 'Unprocessable Entity');
      if (event !== 'COMMENT' && author.account === issue.author.account) {
        throw new ApiError(422, 'Review Can not review your own pull request');
      }
      const commit = fields.optionalString('commit_id') ?? pull.headSha;
      if (commit !== pull.headSha) {
        const commits = await log(repository.gitDirectory, [`${pull.baseSha}..${pull.headSha}`]);
        if (commits.every(({ oid }) => oid !== commit))
          throw invalidInWords('PullRequestReview', 'commit_id');
      }
      const files = fields.has('comments') ? await pullFiles(repository, { ...pull, headSha: commit }) : [];
      const comments = commentsOfReview(fields, files);
      const review: Review = {
        id: hub.state.nextId(),
        author,
        state: STATES[event],
        body,
        commit,
        submittedAt: formatTime(hub.clock()),
      };
      pull.reviews.push(review);
      for (const comment of comments)
        pull.reviewComments.push({ id: hub.state.nextId(), review, ...comment });
      const answer: Schema<'pull-request-review'> = renderReview(hub, repository, issue, review);
      return ok(answer);
    },
  ),

  route('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', repository('pull_requests:read'), (call) => {
    const { issue, pull } = pullOf(call);
    const { items, headers } = paginate(call, pull.reviews);
    const answer: Schema<'pull-request-review'>[] = items.map((review) =>
      renderReview(call.hub, call.repository, issue, review),
    );
    return ok(answer, headers);
  }),

  route(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments',
    repository('pull_requests:read'),
    (call) => {
      const { issue, pull } = pullOf(call);
      const { items, headers } = paginate(call, pull.reviewComments);
      const answer: Schema<'pull-request-review-comment'>[] = items.map((comment) =>
        renderReviewComment(call.hub, call.repository, issue, comment),
      );
      return ok(answer, headers);
    },
  ),
];
