import { formatTime } from '../../../core/common/clock.ts';
import { ApiError } from '../http/api-error.ts';
import { paginate } from '../http/paginate.ts';
import { ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { renderReview } from '../render/review.ts';
import type { Schema } from '../render/schema.ts';
import type { Review } from '../state/issue.ts';
import { pullOf } from './pulls.ts';

const STATES = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

/** Reviews of pull requests, submitted at once. */
export const reviewRoutes = [
  route(
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    repository('pull_requests:write'),
    (call) => {
      const { hub, author } = call;
      const { issue, pull } = pullOf(call);
      const fields = call.fields('PullRequestReview');
      const event = fields.oneOf('event', ['APPROVE', 'REQUEST_CHANGES', 'COMMENT']);
      if (event === undefined) throw new ApiError(422, 'Unprocessable Entity');
      const body = fields.optionalString('body') ?? '';
      if (event !== 'APPROVE' && body === '') throw new ApiError(422, 'Unprocessable Entity');
      if (event !== 'COMMENT' && author.account === issue.author.account) {
        throw new ApiError(422, 'Review Can not review your own pull request');
      }
      const review: Review = {
        id: hub.state.nextId(),
        author,
        state: STATES[event],
        body,
        commit: pull.headSha,
        submittedAt: formatTime(hub.clock()),
      };
      pull.reviews.push(review);
      const answer: Schema<'pull-request-review'> = renderReview(hub, call.repository, issue, review);
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
];
