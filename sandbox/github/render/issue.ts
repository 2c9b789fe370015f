import type { Hub } from '../hub.ts';
import type { Comment, Issue, Label } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import { renderApp } from './app.ts';
import { authorAssociation } from './author-association.ts';
import { nodeId } from './node-id.ts';
import { renderReactionRollup } from './reactions.ts';
import { repositoryPage, repositoryUrl } from './repository-urls.ts';
import type { Schema } from './schema.ts';
import { renderUser } from './user.ts';

/** The page of an issue or pull request. */
export function issuePage(hub: Hub, repository: Repository, issue: Issue): string {
  const folder = issue.pull === undefined ? 'issues' : 'pull';
  return `${repositoryPage(hub, repository)}/${folder}/${issue.number}`;
}

export function renderLabel(hub: Hub, repository: Repository, label: Label) {
  return {
    id: label.id,
    node_id: nodeId('Label', label.id),
    url: `${repositoryUrl(hub, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: 'ededed',
    default: false,
    description: '',
  } satisfies Schema<'label'>;
}

/** An issue in REST answers and webhooks; a pull request has one too. */
export function renderIssue(hub: Hub, repository: Repository, issue: Issue) {
  const repositoryApi = repositoryUrl(hub, repository);
  const url = `${repositoryApi}/issues/${issue.number}`;
  const page = issuePage(hub, repository, issue);
  const { pull, author } = issue;
  const links = {
    url: `${repositoryApi}/pulls/${issue.number}`,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    merged_at: pull?.merged?.at ?? null,
  };
  return {
    url,
    repository_url: repositoryApi,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    id: issue.id,
    node_id: nodeId('Issue', issue.id),
    number: issue.number,
    title: issue.title,
    user: renderUser(hub, author.account),
    labels: issue.labels.map((label) => renderLabel(hub, repository, label)),
    state: issue.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: authorAssociation(author.account, repository),
    active_lock_reason: null,
    ...(pull === undefined ? {} : { draft: pull.draft, pull_request: links }),
    body: issue.body,
    reactions: renderReactionRollup(issue.reactions, url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: author.app === undefined ? null : renderApp(hub, author.app),
    state_reason: issue.stateReason,
  } satisfies Schema<'issue'>;
}

/** An issue comment in REST answers and webhooks. */
export function renderComment(hub: Hub, repository: Repository, issue: Issue, comment: Comment) {
  const repositoryApi = repositoryUrl(hub, repository);
  const url = `${repositoryApi}/issues/comments/${comment.id}`;
  const { account, app } = comment.author;
  return {
    url,
    html_url: `${issuePage(hub, repository, issue)}#issuecomment-${comment.id}`,
    issue_url: `${repositoryApi}/issues/${issue.number}`,
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    user: renderUser(hub, account),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: authorAssociation(account, repository),
    body: comment.body,
    reactions: renderReactionRollup(comment.reactions, url),
    performed_via_github_app: app === undefined ? null : renderApp(hub, app),
  } satisfies Schema<'issue-comment'>;
}
