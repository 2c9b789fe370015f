import { formatTime } from '../../../core/common/clock.ts';
import { accessTo } from '../access/access-to.ts';
import { isRefName } from '../git/refs.ts';
import { ApiError, invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Fields } from '../http/fields.ts';
import { paginate } from '../http/paginate.ts';
import { created, noContent, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { publishRelease } from '../releases/publish-release.ts';
import { renderRelease } from '../render/release.ts';
import type { Release } from '../state/release.ts';
import { releasePayload } from '../webhooks/release-payload.ts';

/** The releases that the caller may see, newest first: drafts are for those who can push. */
function visible(call: Call): Release[] {
  const writer = accessTo(call.actor, call.repository, ['contents:write']) === 'allowed';
  return call.repository.releases.filter((release) => writer || !release.draft).reverse();
}

/** The release of the path. Throws 404, also for a draft that the caller may not see. */
export function releaseOf(call: Call): Release {
  const id = call.id('release_id');
  const release = visible(call).find((one) => one.id === id);
  if (release === undefined) throw notFound();
  return release;
}

const answer = (call: Call, release: Release) => renderRelease(call.hub, call.repository, release);

/** Writes what the body says, and publishes when `draft` becomes false. */
async function apply(call: Call, release: Release, fields: Fields): Promise<void> {
  const { hub, actor, repository } = call;
  const tag = fields.optionalString('tag_name') ?? release.tag;
  if (!(await isRefName(repository.gitDirectory, `refs/tags/${tag}`))) {
    throw invalid('Release', 'tag_name', 'custom', 'tag_name is not well-formed');
  }
  if (release.immutable && (tag !== release.tag || fields.has('target_commitish'))) {
    throw invalid('Release', 'tag_name', 'custom', 'tag_name of an immutable release cannot be changed');
  }
  release.tag = tag;
  release.target = fields.optionalString('target_commitish') ?? release.target;
  if (fields.has('name')) release.name = fields.optionalString('name') ?? null;
  if (fields.has('body')) release.body = fields.optionalString('body') ?? null;
  release.prerelease = fields.boolean('prerelease') ?? release.prerelease;
  release.updatedAt = formatTime(hub.clock());
  if (release.draft && fields.boolean('draft') === false) {
    await publishRelease(hub, repository, release, actor);
  }
}

/** Releases: drafts, publication, by id, by tag and the latest. */
export const releaseRoutes = [
  route('POST /repos/{owner}/{repo}/releases', repository('contents:write'), async (call) => {
    const { hub, actor, repository } = call;
    const fields = call.fields('Release');
    const now = formatTime(hub.clock());
    const release: Release = {
      id: hub.state.nextId(),
      tag: fields.string('tag_name'),
      target: repository.defaultBranch,
      name: null,
      body: null,
      draft: true,
      prerelease: false,
      immutable: false,
      author: call.author.account,
      createdAt: now,
      updatedAt: now,
      publishedAt: null,
      assets: [],
    };
    await apply(call, release, fields);
    if (fields.boolean('draft') !== true && release.draft) {
      await publishRelease(hub, repository, release, actor);
    }
    repository.releases.push(release);
    return created(answer(call, release));
  }),

  route('GET /repos/{owner}/{repo}/releases', repository('contents:read'), (call) => {
    const { items, headers } = paginate(call, visible(call));
    return ok(
      items.map((release) => answer(call, release)),
      headers,
    );
  }),

  route('GET /repos/{owner}/{repo}/releases/latest', repository('contents:read'), (call) => {
    const latest = visible(call).find((release) => !release.draft && !release.prerelease);
    if (latest === undefined) throw notFound();
    return ok(answer(call, latest));
  }),

  route('GET /repos/{owner}/{repo}/releases/tags/{tag}', repository('contents:read'), (call) => {
    const tag = call.param('tag');
    const release = visible(call).find((one) => !one.draft && one.tag === tag);
    if (release === undefined) throw notFound();
    return ok(answer(call, release));
  }),

  route('GET /repos/{owner}/{repo}/releases/{release_id}', repository('contents:read'), (call) =>
    ok(answer(call, releaseOf(call))),
  ),

  route('PATCH /repos/{owner}/{repo}/releases/{release_id}', repository('contents:write'), async (call) => {
    const { hub, actor, repository } = call;
    const release = releaseOf(call);
    const wasDraft = release.draft;
    await apply(call, release, call.fields('Release'));
    if (!wasDraft) {
      const payload = releasePayload(hub, repository, release, 'edited');
      hub.events.raise({ name: 'release', payload, actor, repository });
    }
    return ok(answer(call, release));
  }),

  route('DELETE /repos/{owner}/{repo}/releases/{release_id}', repository('contents:write'), (call) => {
    const { hub, actor, repository } = call;
    const release = releaseOf(call);
    if (release.immutable) throw new ApiError(422, 'An immutable release cannot be deleted');
    repository.releases.splice(repository.releases.indexOf(release), 1);
    const payload = releasePayload(hub, repository, release, 'deleted');
    hub.events.raise({ name: 'release', payload, actor, repository });
    return noContent();
  }),
];
