import { diff } from '../git/diff.ts';
import { countCommits, log } from '../git/log.ts';
import { mergeBase } from '../git/merge-base.ts';
import { readCommit } from '../git/read-commit.ts';
import { listRefs } from '../git/refs.ts';
import { ApiError, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { paginate } from '../http/paginate.ts';
import { bytes, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { rulesFor } from '../access/rules-for.ts';
import { resolveCommit } from '../refs/resolve-commit.ts';
import { renderCommit, renderDiffEntry } from '../render/commit.ts';
import { renderPullSimple } from '../render/pull-request.ts';
import { nodeId } from '../render/node-id.ts';
import { repositoryPage, repositoryUrl } from '../render/repository-urls.ts';
import type { Schema } from '../render/schema.ts';
import { requireCommits } from './git-refs.ts';

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

async function commitAt(call: Call, name: string) {
  const { repository } = call;
  const oid = await resolveCommit(repository, name);
  const commit = oid === undefined ? undefined : await readCommit(repository.gitDirectory, oid);
  if (commit === undefined) throw new ApiError(422, `No commit found for SHA: ${name}`);
  return commit;
}

/** Commits, comparisons, branches and tags as people look at them. */
export const commitRoutes = [
  route('GET /repos/{owner}/{repo}/commits', repository('contents:read'), async (call) => {
    await requireCommits(call);
    const { hub, repository } = call;
    const tip = await resolveCommit(repository, call.query('sha') ?? repository.defaultBranch);
    if (tip === undefined) throw notFound();
    const path = call.query('path');
    const commits = await log(repository.gitDirectory, [tip], path === undefined ? {} : { path });
    const { items, headers } = paginate(call, commits);
    return ok(
      items.map((commit) => renderCommit(hub, repository, commit)),
      headers,
    );
  }),

  route('GET /repos/{owner}/{repo}/commits/{ref}', repository('contents:read'), async (call) => {
    await requireCommits(call);
    const { hub, repository } = call;
    const commit = await commitAt(call, call.param('ref'));
    if (call.wants('sha')) {
      return bytes(Buffer.from(commit.oid), 'application/vnd.github.sha; charset=utf-8');
    }
    const files = await diff(repository.gitDirectory, commit.parents[0] ?? EMPTY_TREE, commit.oid);
    const additions = files.reduce((total, file) => total + file.additions, 0);
    const deletions = files.reduce((total, file) => total + file.deletions, 0);
    return ok({
      ...renderCommit(hub, repository, commit),
      stats: { total: additions + deletions, additions, deletions },
      files: files.map((file) => renderDiffEntry(hub, repository, commit.oid, file)),
    } satisfies Schema<'commit'>);
  }),

  route(
    'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    repository('pull_requests:read'),
    async (call) => {
      const { hub, repository } = call;
      const { oid } = await commitAt(call, call.param('commit_sha'));
      const pulls = repository.issues.flatMap((issue) => {
        const { pull } = issue;
        const here = pull !== undefined && [pull.headSha, pull.merged?.sha].includes(oid);
        return here ? [renderPullSimple(hub, repository, issue, pull)] : [];
      });
      const { items, headers } = paginate(call, pulls);
      return ok(items satisfies Schema<'pull-request-simple'>[], headers);
    },
  ),

  route('GET /repos/{owner}/{repo}/compare/{basehead}', repository('contents:read'), async (call) => {
    const { hub, repository } = call;
    const { gitDirectory } = repository;
    const [base = '', head = ''] = call.param('basehead').split('...');
    const [from, to] = [await commitAt(call, base), await commitAt(call, head)];
    const common = await mergeBase(gitDirectory, from.oid, to.oid);
    const mergeBaseCommit = common === undefined ? undefined : await readCommit(gitDirectory, common);
    if (mergeBaseCommit === undefined) throw notFound();
    const ahead = await log(gitDirectory, [`${from.oid}..${to.oid}`]);
    const behind = await countCommits(gitDirectory, [`${to.oid}..${from.oid}`]);
    const files = await diff(gitDirectory, mergeBaseCommit.oid, to.oid);
    const forward = ahead.toReversed();
    const { items, headers } =
      call.query('per_page') === undefined ? { items: forward, headers: {} } : paginate(call, forward);
    const status =
      ahead.length > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical';
    const page = `${repositoryPage(hub, repository)}/compare/${base}...${head}`;
    const body: Schema<'commit-comparison'> = {
      url: `${repositoryUrl(hub, repository)}/compare/${base}...${head}`,
      html_url: page,
      permalink_url: `${repositoryPage(hub, repository)}/compare/${from.oid}...${to.oid}`,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      base_commit: renderCommit(hub, repository, from),
      merge_base_commit: renderCommit(hub, repository, mergeBaseCommit),
      status,
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: items.map((commit) => renderCommit(hub, repository, commit)),
      files: files.map((file) => renderDiffEntry(hub, repository, to.oid, file)),
    };
    return ok(body, headers);
  }),

  route('GET /repos/{owner}/{repo}/branches', repository('contents:read'), async (call) => {
    const { hub, repository } = call;
    const refs = await listRefs(repository.gitDirectory, 'refs/heads/');
    const { items, headers } = paginate(call, refs);
    const branches: Schema<'short-branch'>[] = items.map(({ name, oid }) => ({
      name: name.slice('refs/heads/'.length),
      commit: { sha: oid, url: `${repositoryUrl(hub, repository)}/commits/${oid}` },
      protected: rulesFor(repository, name).size > 0,
    }));
    return ok(branches, headers);
  }),

  route('GET /repos/{owner}/{repo}/branches/{branch}', repository('contents:read'), async (call) => {
    const { hub, repository } = call;
    const name = call.param('branch');
    const commit = await readCommit(repository.gitDirectory, `refs/heads/${name}`);
    if (commit === undefined) throw new ApiError(404, 'Branch not found');
    const url = `${repositoryUrl(hub, repository)}/branches/${encodeURIComponent(name)}`;
    const body: Schema<'branch-with-protection'> = {
      name,
      commit: renderCommit(hub, repository, commit),
      _links: { self: url, html: `${repositoryPage(hub, repository)}/tree/${name}` },
      protected: rulesFor(repository, `refs/heads/${name}`).size > 0,
      protection: { enabled: false },
      protection_url: `${url}/protection`,
    };
    return ok(body);
  }),

  route('GET /repos/{owner}/{repo}/tags', repository('contents:read'), async (call) => {
    const { hub, repository } = call;
    const url = repositoryUrl(hub, repository);
    const { items, headers } = paginate(call, await listRefs(repository.gitDirectory, 'refs/tags/'));
    const tags = await Promise.all(
      items.map(async ({ name: ref, oid }): Promise<Schema<'tag'>> => {
        const name = ref.slice('refs/tags/'.length);
        const sha = (await resolveCommit(repository, ref)) ?? oid;
        return {
          name,
          commit: { sha, url: `${url}/commits/${sha}` },
          zipball_url: `${url}/zipball/${ref}`,
          tarball_url: `${url}/tarball/${ref}`,
          node_id: nodeId('Ref', `${repository.id}:${ref}`),
        };
      }),
    );
    return ok(tags, headers);
  }),
];
