import type { Context } from 'probot';
import { recordPublished } from '../releases/record-published.ts';
import type { Services } from '../services.ts';

/** A release was published, by whomever; also a prerelease. Drafts are not. */
export async function onReleasePublished(
  { payload, octokit, log }: Context<'release.published'>,
  { clock, config, turns }: Services,
): Promise<void> {
  const { release, repository } = payload;
  const { tag_name: tag, published_at: publishedAt } = release;
  if (release.draft || publishedAt === null) return;
  await turns.take(`repository ${repository.full_name}`, async () => {
    const published = {
      repository: { owner: repository.owner.login, repo: repository.name },
      tag,
      prerelease: release.prerelease,
      publishedAt,
      ...authoredBy(release.author),
    };
    const settings = {
      appId: config.appId,
      action: config.spawnSettings.recordAction,
      patience: config.runPatience * 1_000,
      clock,
    };
    log.info({ tag, done: await recordPublished(octokit, published, settings) }, 'Release published');
  });
}

// GitHub's types do not say so, but an account can be deleted.
const authoredBy = (author: { login: string; type?: string } | null): { author?: string } =>
  author?.type === 'User' ? { author: author.login } : {};
