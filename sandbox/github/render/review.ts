import type { Hub } from '../hub.ts';
import type { Issue, Review } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import { authorAssociation } from './author-association.ts';
import { issuePage } from './issue.ts';
import { nodeId } from './node-id.ts';
import { repositoryUrl } from './repository-urls.ts';
import { renderUser } from './user.ts';

/** A review of the pull request `issue`. */
export function renderReview(hub: Hub, repository: Repository, issue: Issue, review: Review) {
  const { account } = review.author;
  const page = `${issuePage(hub, repository, issue)}#pullrequestreview-${review.id}`;
  const pull = `${repositoryUrl(hub, repository)}/pulls/${issue.number}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: renderUser(hub, account),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pull,
    author_association: authorAssociation(account, repository),
    _links: { html: { href: page }, pull_request: { href: pull } },
    submitted_at: review.submittedAt,
    commit_id: review.commit,
  };
}
