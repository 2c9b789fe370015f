import type { Context } from 'probot';
import { RELEASE_PATH, showOwnRecord } from '../releases/show-own-record.ts';
import type { Services } from '../services.ts';

/** A run of a repository's own release workflow has ended, which may record by itself: the check of the release says what came of it. */
export async function onReleaseRunCompleted(
  { payload, octokit, log }: Context<'workflow_run.completed'>,
  services: Services,
): Promise<void> {
  const { workflow, workflow_run: run, repository: place } = payload;
  const { head_branch: tag, html_url: url, event } = run;
  if (workflow?.path !== RELEASE_PATH || !OF_TAGS.includes(event) || typeof tag !== 'string') return;
  const repository = { owner: place.owner.login, repo: place.name };
  await services.turns.take(`repository ${place.full_name}`, async () => {
    log.info({ tag, conclusion: run.conclusion }, 'A run of a release workflow has ended');
    await showOwnRecord(octokit, { repository, tag, run: url }, services);
  });
}

/** What such runs are begun by, where they are for a tag. */
const OF_TAGS: readonly string[] = ['push', 'release'];
