import { accessTo } from '../access/access-to.ts';
import { countCommits, log } from '../git/log.ts';
import { pullFiles } from '../git/pull-files.ts';
import { readRef } from '../git/refs.ts';
import { invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { refusal } from '../http/guard.ts';
import { paginate } from '../http/paginate.ts';
import { created, noContent, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { applyState } from '../issues/apply-state.ts';
import { openIssue } from '../issues/open-issue.ts';
import { mergePull } from '../pulls/merge-pull.ts';
import { bringCommit } from '../pulls/bring-commit.ts';
import { tryWithPresentBase, updatePullRefs } from '../pulls/update-pull-refs.ts';
import { renderCommit, renderDiffEntry } from '../render/commit.ts';
import { renderPull, renderPullSimple } from '../render/pull-request.ts';
import type { Schema } from '../render/schema.ts';
import type { Issue, Pull } from '../state/issue.ts';
import { pullRequestPayload } from '../webhooks/pull-request-payload.ts';

/** The pull request of the path. Throws 404. */
export function pullOf(call: Call): { issue: Issue; pull: Pull } {
  const number = call.id('pull_number');
  const issue = call.repository.issues.find((one) => one.number === number);
  if (issue?.pull === undefined) throw notFound();
  return { issue, pull: issue.pull };
}

/** The commit of a branch that a pull request names: `branch`, or `owner:branch` also of a fork, whose commit is then brought. */
async function branchTip(call: Call, field: 'head' | 'base', named: string) {
  const { repository, hub } = call;
  const [, owner = repository.owner.login, branch = ''] = /^(?:([^:]+):)?(.+)$/.exec(named) ?? [];
  const isOwn = owner.toLowerCase() === repository.owner.login.toLowerCase();
  const fork = hub.state.repositoriesOf(owner).find(({ parent }) => parent === repository);
  const from = isOwn ? repository : field === 'head' ? fork : undefined;
  const ref = from && (await readRef(from.gitDirectory, `refs/heads/${branch}`));
  if (from === undefined || ref === undefined) throw invalid('PullRequest', field);
  if (isOwn) return { branch, oid: ref.oid };
  await bringCommit(repository, from, ref.oid);
  return { branch, oid: ref.oid, headRepository: from };
}

async function raise(
  call: Call,
  issue: Issue,
  pull: Pull,
  action: 'opened' | 'edited' | 'closed' | 'reopened',
  changes: object = {},
) {
  const { hub, actor, repository } = call;
  const common = await pullRequestPayload(hub, repository, issue, pull, action);
  const payload = action === 'edited' ? { ...common, changes } : common;
  hub.events.raise({ name: 'pull_request', payload, actor, repository });
}

/** Pull requests from branches of the repository or a fork of it. */
export const pullRoutes = [
  route('POST /repos/{owner}/{repo}/pulls', repository('pull_requests:write'), async (call) => {
    const { hub, repository } = call;
    const fields = call.fields('PullRequest');
    const title = fields.string('title');
    const head = await branchTip(call, 'head', fields.string('head'));
    const base = await branchTip(call, 'base', fields.string('base'));
    const twin = repository.issues.find(
      ({ pull, state }) =>
        state === 'open' &&
        pull?.head === head.branch &&
        pull.base === base.branch &&
        pull.headRepository === head.headRepository,
    );
    if (twin !== undefined) {
      const message = `A pull request already exists for ${repository.owner.login}:${head.branch}.`;
      throw invalid('PullRequest', 'head', 'custom', message);
    }
    if ((await countCommits(repository.gitDirectory, [`${base.oid}..${head.oid}`])) === 0) {
      const message = `No commits between ${base.branch} and ${head.branch}`;
      throw invalid('PullRequest', 'head', 'custom', message);
    }
    const pull: Pull = {
      head: head.branch,
      ...(head.headRepository && { headRepository: head.headRepository }),
      base: base.branch,
      headSha: head.oid,
      baseSha: base.oid,
      draft: fields.boolean('draft') ?? false,
      testMerge: null,
      reviews: [],
      reviewComments: [],
    };
    const text = { title, body: fields.optionalString('body') ?? null };
    const issue = openIssue(hub, repository, call.author, text, pull);
    await updatePullRefs(hub, repository, issue, pull);
    await raise(call, issue, pull, 'opened');
    const body: Schema<'pull-request'> = await renderPull(hub, repository, issue, pull);
    return created(body);
  }),

  route('GET /repos/{owner}/{repo}/pulls', repository('pull_requests:read'), (call) => {
    const { hub, repository } = call;
    const state = call.query('state') ?? 'open';
    const [head, base] = [call.query('head'), call.query('base')];
    const pulls = repository.issues.flatMap((issue) => {
      const { pull } = issue;
      if (pull === undefined || (state !== 'all' && issue.state !== state)) return [];
      const { owner } = pull.headRepository ?? repository;
      if (head !== undefined && head !== `${owner.login}:${pull.head}`) return [];
      return base === undefined || base === pull.base ? [renderPullSimple(hub, repository, issue, pull)] : [];
    });
    const newestFirst = call.query('direction') === 'asc' ? pulls : pulls.reverse();
    const { items, headers } = paginate(call, newestFirst);
    return ok(items satisfies Schema<'pull-request-simple'>[], headers);
  }),

  route('GET /repos/{owner}/{repo}/pulls/{pull_number}', repository('pull_requests:read'), async (call) => {
    const { issue, pull } = pullOf(call);
    await tryWithPresentBase(call.hub, call.repository, issue, pull);
    const body: Schema<'pull-request'> = await renderPull(call.hub, call.repository, issue, pull);
    return ok(body);
  }),

  route(
    'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
    repository('pull_requests:write'),
    async (call) => {
      const { hub, actor, repository } = call;
      const { issue, pull } = pullOf(call);
      const owns = actor.kind === 'user' && actor.account === issue.author.account;
      if (!owns && accessTo(actor, repository, ['pull_requests:write'], 'write') !== 'allowed')
        throw refusal(actor);
      const fields = call.fields('PullRequest');
      const before = { state: issue.state, title: issue.title, body: issue.body };
      const changes: Record<string, object> = {};
      issue.title = fields.optionalString('title') ?? issue.title;
      if (fields.has('body')) issue.body = fields.optionalString('body') ?? null;
      const base = fields.optionalString('base');
      if (base !== undefined) {
        const tip = await branchTip(call, 'base', base);
        changes['base'] = { ref: { from: pull.base }, sha: { from: pull.baseSha } };
        pull.base = tip.branch;
        pull.baseSha = tip.oid;
        await updatePullRefs(hub, repository, issue, pull);
      }
      const state = fields.oneOf('state', ['open', 'closed']) ?? issue.state;
      if (state === 'open' && pull.merged !== undefined) throw invalid('PullRequest', 'state');
      applyState(hub, issue, state, call.author.account);
      if (issue.title !== before.title) changes['title'] = { from: before.title };
      if (issue.body !== before.body) changes['body'] = { from: before.body ?? '' };
      if (fields.has('title') || fields.has('body') || base !== undefined)
        await raise(call, issue, pull, 'edited', changes);
      if (state !== before.state) await raise(call, issue, pull, state === 'closed' ? 'closed' : 'reopened');
      const body: Schema<'pull-request'> = await renderPull(hub, repository, issue, pull);
      return ok(body);
    },
  ),

  route(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
    repository('pull_requests:read'),
    async (call) => {
      const { hub, repository } = call;
      const { pull } = pullOf(call);
      const { items, headers } = paginate(call, await pullFiles(repository, pull));
      return ok(
        items.map((file) => renderDiffEntry(hub, repository, pull.headSha, file)),
        headers,
      );
    },
  ),

  route(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits',
    repository('pull_requests:read'),
    async (call) => {
      const { hub, repository } = call;
      const { pull } = pullOf(call);
      const commits = await log(repository.gitDirectory, [`${pull.baseSha}..${pull.headSha}`]);
      const { items, headers } = paginate(call, commits.reverse());
      return ok(
        items.map((commit) => renderCommit(hub, repository, commit)),
        headers,
      );
    },
  ),

  route('GET /repos/{owner}/{repo}/pulls/{pull_number}/merge', repository('contents:read'), (call) => {
    if (pullOf(call).pull.merged === undefined) throw notFound();
    return noContent();
  }),

  route('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', repository('contents:write'), async (call) => {
    const { hub, actor, repository } = call;
    const { issue, pull } = pullOf(call);
    const fields = call.fields('PullRequest');
    const method = fields.oneOf('merge_method', ['merge', 'squash']) ?? 'merge';
    const request = {
      method,
      title: fields.optionalString('commit_title'),
      message: fields.optionalString('commit_message'),
      sha: fields.optionalString('sha'),
    };
    const sha = await mergePull(hub, repository, issue, pull, request, actor);
    const body: Schema<'pull-request-merge-result'> = {
      sha,
      merged: true,
      message: 'Pull Request successfully merged',
    };
    return ok(body);
  }),
];
