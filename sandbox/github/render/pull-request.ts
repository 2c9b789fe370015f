import { countCommits } from '../git/log.ts';
import { pullFiles } from '../git/pull-files.ts';
import type { Hub } from '../hub.ts';
import type { Issue, Pull } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import { authorAssociation } from './author-association.ts';
import { issuePage, renderLabel } from './issue.ts';
import { nodeId } from './node-id.ts';
import { renderRepository } from './repository.ts';
import { repositoryUrl } from './repository-urls.ts';
import { renderUser } from './user.ts';

/** A pull request as lists show it. */
export function renderPullSimple(hub: Hub, repository: Repository, issue: Issue, pull: Pull) {
  const repositoryApi = repositoryUrl(hub, repository);
  const url = `${repositoryApi}/pulls/${issue.number}`;
  const issueUrl = `${repositoryApi}/issues/${issue.number}`;
  const page = issuePage(hub, repository, issue);
  const statuses = `${repositoryApi}/statuses/${pull.headSha}`;
  const side = (ref: string, sha: string, of = repository) => ({
    label: `${of.owner.login}:${ref}`,
    ref,
    sha,
    user: renderUser(hub, of.owner),
    repo: renderRepository(hub, of),
  });
  return {
    url,
    id: issue.id,
    node_id: nodeId('PullRequest', issue.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueUrl,
    number: issue.number,
    state: issue.state,
    locked: false,
    title: issue.title,
    user: renderUser(hub, issue.author.account),
    body: issue.body,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? pull.testMerge,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: issue.labels.map((label) => renderLabel(hub, repository, label)),
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryApi}/pulls/comments{/number}`,
    comments_url: `${issueUrl}/comments`,
    statuses_url: statuses,
    head: side(pull.head, pull.headSha, pull.headRepository),
    base: side(pull.base, pull.baseSha),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issueUrl },
      comments: { href: `${issueUrl}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${repositoryApi}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: authorAssociation(issue.author.account, repository),
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** A pull request with what takes git to know: whether it merges, and how much it changes. */
export async function renderPull(hub: Hub, repository: Repository, issue: Issue, pull: Pull) {
  const { gitDirectory } = repository;
  const files = await pullFiles(repository, pull);
  const open = issue.state === 'open';
  const mergeable = open ? pull.testMerge !== null : null;
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    ...renderPullSimple(hub, repository, issue, pull),
    merged: pull.merged !== undefined,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    merged_by: pull.merged === undefined ? null : renderUser(hub, pull.merged.by),
    comments: issue.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: await countCommits(gitDirectory, [`${pull.baseSha}..${pull.headSha}`]),
    additions: sum(files.map((file) => file.additions)),
    deletions: sum(files.map((file) => file.deletions)),
    changed_files: files.length,
  };
}
