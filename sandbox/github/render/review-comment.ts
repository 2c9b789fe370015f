import type { Hub } from '../hub.ts';
import type { Issue, ReviewComment } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import { authorAssociation } from './author-association.ts';
import { issuePage } from './issue.ts';
import { nodeId } from './node-id.ts';
import { renderReactionRollup } from './reactions.ts';
import { repositoryUrl } from './repository-urls.ts';
import type { Schema } from './schema.ts';
import { renderUser } from './user.ts';

/** A comment that a review of the pull request `issue` has beside lines of its diff. */
export function renderReviewComment(
  hub: Hub,
  repository: Repository,
  issue: Issue,
  comment: ReviewComment,
): Schema<'pull-request-review-comment'> {
  const { id, review, path, side, line, startLine = null } = comment;
  const { author, commit, submittedAt } = review;
  const api = `${repositoryUrl(hub, repository)}/pulls`;
  const url = `${api}/comments/${id}`;
  const page = `${issuePage(hub, repository, issue)}#discussion_r${id}`;
  const pull = `${api}/${issue.number}`;
  return {
    url,
    pull_request_review_id: review.id,
    id,
    node_id: nodeId('PullRequestReviewComment', id),
    diff_hunk: comment.hunk,
    path,
    commit_id: commit,
    original_commit_id: commit,
    user: renderUser(hub, author.account),
    body: comment.body,
    created_at: submittedAt,
    updated_at: submittedAt,
    html_url: page,
    pull_request_url: pull,
    author_association: authorAssociation(author.account, repository),
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pull } },
    start_line: startLine,
    original_start_line: startLine,
    start_side: startLine === null ? null : side,
    line,
    original_line: line,
    side,
    subject_type: 'line',
    reactions: renderReactionRollup([], url),
  };
}
