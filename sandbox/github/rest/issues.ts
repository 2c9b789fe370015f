import { formatTime } from '../../../core/common/clock.ts';
import { accessTo } from '../access/access-to.ts';
import { ApiError, invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Fields } from '../http/fields.ts';
import { refusal } from '../http/guard.ts';
import { paginate } from '../http/paginate.ts';
import { created, noContent, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { renderComment, renderIssue, renderLabel } from '../render/issue.ts';
import type { Schema } from '../render/schema.ts';
import type { Comment, Issue } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import { applyState } from '../issues/apply-state.ts';
import { openIssue } from '../issues/open-issue.ts';

/** GitHub refuses longer bodies. */
const MAX_BODY = 65_536;

const READ = repository('issues:read', 'pull_requests:read');
const WRITE = repository('issues:write', 'pull_requests:write');

/** The issue or pull request of the path. Throws 404. */
export function issueOf(call: Call): Issue {
  const number = call.id('issue_number');
  const issue = call.repository.issues.find((one) => one.number === number);
  if (issue === undefined) throw notFound();
  return issue;
}

/** The comment of the path and its issue. Throws 404. */
export function commentOf(call: Call): { issue: Issue; comment: Comment } {
  const id = call.id('comment_id');
  for (const issue of call.repository.issues) {
    const comment = issue.comments.find((one) => one.id === id);
    if (comment !== undefined) return { issue, comment };
  }
  throw notFound();
}

function bodyOf(fields: Fields, resource: string): string | undefined {
  const body = fields.optionalString('body');
  if (body !== undefined && body.length > MAX_BODY) {
    throw invalid(resource, 'body', 'custom', `body is too long (maximum is ${MAX_BODY} characters)`);
  }
  return body;
}

/** Authors may change what they wrote; others need to be able to write. */
function requireAuthorOrWriter(call: Call, authorId: number): void {
  const { actor, repository } = call;
  if (actor.kind === 'user' && actor.account.id === authorId) return;
  if (accessTo(actor, repository, ['issues:write', 'pull_requests:write'], 'triage') !== 'allowed') {
    throw refusal(actor);
  }
}

function addLabels(call: Call, issue: Issue, names: readonly string[]): void {
  for (const name of names) {
    if (issue.labels.some((label) => label.name === name)) continue;
    const known = call.repository.issues.flatMap((one) => one.labels).find((label) => label.name === name);
    issue.labels.push(known ?? { id: call.hub.state.nextId(), name });
  }
}

function raise(call: Call, issue: Issue, action: 'edited' | 'closed' | 'reopened' | 'labeled'): void {
  if (issue.pull !== undefined) return;
  const { hub, actor, repository } = call;
  const changes = action === 'edited' ? { changes: {} } : {};
  const payload = { action, issue: renderIssue(hub, repository, issue), ...changes };
  hub.events.raise({ name: 'issues', payload, actor, repository });
}

function raiseComment(
  call: Call,
  issue: Issue,
  comment: Comment,
  action: 'created' | 'edited' | 'deleted',
): void {
  const { hub, actor, repository } = call;
  const payload = {
    action,
    issue: renderIssue(hub, repository, issue),
    comment: renderComment(hub, repository, issue, comment),
    ...(action === 'edited' ? { changes: {} } : {}),
  };
  hub.events.raise({ name: 'issue_comment', payload, actor, repository });
}

function selected(call: Call, all: readonly Issue[]): Issue[] {
  const state = call.query('state') ?? 'open';
  const creator = call.query('creator');
  const labels = (call.query('labels') ?? '').split(',').filter((label) => label !== '');
  const since = call.query('since');
  const chosen = all
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => creator === undefined || issue.author.account.login === creator)
    .filter((issue) => labels.every((name) => issue.labels.some((label) => label.name === name)))
    .filter((issue) => since === undefined || issue.updatedAt >= since);
  return call.query('direction') === 'asc' ? chosen : chosen.reverse();
}

const repositoryComments = (repository: Repository): { issue: Issue; comment: Comment }[] =>
  repository.issues
    .flatMap((issue) => issue.comments.map((comment) => ({ issue, comment })))
    .sort((a, b) => a.comment.id - b.comment.id);

/** Issues and their comments; a pull request is an issue too. */
export const issueRoutes = [
  route('POST /repos/{owner}/{repo}/issues', repository('issues:write'), (call) => {
    const fields = call.fields('Issue');
    const title = fields.string('title');
    if (title.trim() === '') throw invalid('Issue', 'title', 'missing_field');
    const issue = openIssue(call.hub, call.repository, call.author, {
      title,
      body: bodyOf(fields, 'Issue') ?? null,
    });
    addLabels(call, issue, fields.strings('labels') ?? []);
    const { hub, actor, repository } = call;
    const rendered = renderIssue(hub, repository, issue);
    hub.events.raise({ name: 'issues', payload: { action: 'opened', issue: rendered }, actor, repository });
    return created(rendered);
  }),

  route('GET /repos/{owner}/{repo}/issues', repository('issues:read'), (call) => {
    const { items, headers } = paginate(call, selected(call, call.repository.issues));
    return ok(
      items.map((issue) => renderIssue(call.hub, call.repository, issue)),
      headers,
    );
  }),

  route('GET /repos/{owner}/{repo}/issues/{issue_number}', READ, (call) =>
    ok(renderIssue(call.hub, call.repository, issueOf(call))),
  ),

  route('PATCH /repos/{owner}/{repo}/issues/{issue_number}', WRITE, (call) => {
    const issue = issueOf(call);
    requireAuthorOrWriter(call, issue.author.account.id);
    const fields = call.fields('Issue');
    const before = issue.state;
    const edits = fields.has('title') || fields.has('body');
    issue.title = fields.optionalString('title') ?? issue.title;
    if (fields.has('body')) issue.body = bodyOf(fields, 'Issue') ?? null;
    const labels = fields.strings('labels');
    if (labels !== undefined) {
      issue.labels = [];
      addLabels(call, issue, labels);
    }
    const state = fields.oneOf('state', ['open', 'closed']) ?? issue.state;
    const reason = fields.oneOf('state_reason', ['completed', 'not_planned', 'reopened']);
    applyState(call.hub, issue, state, call.author.account, reason);
    if (edits) raise(call, issue, 'edited');
    if (before !== state) raise(call, issue, state === 'closed' ? 'closed' : 'reopened');
    return ok(renderIssue(call.hub, call.repository, issue));
  }),

  route('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', WRITE, (call) => {
    const issue = issueOf(call);
    requireAuthorOrWriter(call, -1);
    addLabels(call, issue, call.fields('Issue').strings('labels') ?? []);
    const labels: Schema<'label'>[] = issue.labels.map((label) =>
      renderLabel(call.hub, call.repository, label),
    );
    return ok(labels);
  }),

  route('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', WRITE, (call) => {
    const issue = issueOf(call);
    const body = bodyOf(call.fields('IssueComment'), 'IssueComment');
    if (body === undefined || body.trim() === '') throw invalid('IssueComment', 'body', 'missing_field');
    const now = formatTime(call.hub.clock());
    const comment: Comment = {
      id: call.hub.state.nextId(),
      author: call.author,
      body,
      createdAt: now,
      updatedAt: now,
      reactions: [],
    };
    issue.comments.push(comment);
    issue.updatedAt = now;
    raiseComment(call, issue, comment, 'created');
    return created(renderComment(call.hub, call.repository, issue, comment));
  }),

  route('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', READ, (call) => {
    const issue = issueOf(call);
    const since = call.query('since') ?? '';
    const comments = issue.comments.filter((comment) => comment.updatedAt >= since);
    const { items, headers } = paginate(call, comments);
    return ok(
      items.map((comment) => renderComment(call.hub, call.repository, issue, comment)),
      headers,
    );
  }),

  route('GET /repos/{owner}/{repo}/issues/comments', READ, (call) => {
    const since = call.query('since') ?? '';
    const all = repositoryComments(call.repository).filter(({ comment }) => comment.updatedAt >= since);
    const { items, headers } = paginate(call, call.query('direction') === 'desc' ? all.reverse() : all);
    return ok(
      items.map(({ issue, comment }) => renderComment(call.hub, call.repository, issue, comment)),
      headers,
    );
  }),

  route('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', READ, (call) => {
    const { issue, comment } = commentOf(call);
    return ok(renderComment(call.hub, call.repository, issue, comment));
  }),

  route('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', WRITE, (call) => {
    const { issue, comment } = commentOf(call);
    requireAuthorOrWriter(call, comment.author.account.id);
    const body = bodyOf(call.fields('IssueComment'), 'IssueComment');
    if (body === undefined) throw new ApiError(422, 'Validation Failed');
    comment.body = body;
    comment.updatedAt = formatTime(call.hub.clock());
    raiseComment(call, issue, comment, 'edited');
    return ok(renderComment(call.hub, call.repository, issue, comment));
  }),

  route('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', WRITE, (call) => {
    const { issue, comment } = commentOf(call);
    requireAuthorOrWriter(call, comment.author.account.id);
    issue.comments.splice(issue.comments.indexOf(comment), 1);
    raiseComment(call, issue, comment, 'deleted');
    return noContent();
  }),
];
