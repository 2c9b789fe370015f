import { formatTime } from '../../../core/common/clock.ts';
import type { Actor } from '../access/actor.ts';
import { readRef } from '../git/refs.ts';
import { invalid } from '../http/api-error.ts';
import type { Hub } from '../hub.ts';
import { changeRef } from '../refs/change-ref.ts';
import { resolveCommit } from '../refs/resolve-commit.ts';
import type { Release } from '../state/release.ts';
import type { Repository } from '../state/repository.ts';
import { releasePayload } from '../webhooks/release-payload.ts';

/**
 * Makes a draft public: creates its tag from the target where there is none, freezes it where the repository wants
 * immutable releases, and raises `release` as published and released; as created, and a prerelease as prereleased, only where it
 * was not saved as a draft before. Throws 422 for a tag that is taken.
 */
export async function publishRelease(
  hub: Hub,
  repository: Repository,
  release: Release,
  actor: Actor,
): Promise<void> {
  const { gitDirectory } = repository;
  const ref = `refs/tags/${release.tag}`;
  const twin = repository.releases.find((one) => one !== release && !one.draft && one.tag === release.tag);
  if (twin !== undefined) throw invalid('Release', 'tag_name', 'already_exists');
  await repository.exclusive(async () => {
    if ((await readRef(gitDirectory, ref)) !== undefined) return;
    const target = await resolveCommit(repository, release.target);
    if (target === undefined) throw invalid('Release', 'target_commitish');
    await changeRef(hub, repository, { ref, after: target, force: false }, actor);
  });
  const now = formatTime(hub.clock());
  release.draft = false;
  release.publishedAt = now;
  release.updatedAt = now;
  release.immutable = repository.immutableReleases;
  const wasSaved = repository.releases.includes(release);
  const kind = release.prerelease ? 'prereleased' : 'released';
  const afterDraft = release.prerelease ? ['published'] : ['published', kind];
  for (const action of wasSaved ? afterDraft : ['created', 'published', kind]) {
    const payload = releasePayload(hub, repository, release, action);
    hub.events.raise({ name: 'release', payload, actor, repository });
  }
}
