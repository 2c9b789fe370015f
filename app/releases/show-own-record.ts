import type { ProbotOctokit } from 'probot';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { Services } from '../services.ts';
import { recordsByItself } from './records-by-itself.ts';
import { commitOfTag, showRecord } from './show-ended-record.ts';

/** The workflow by which spawned services record their releases, where the app looks for what came of a run. */
const RELEASE_WORKFLOW = 'release.yml';

export const RELEASE_PATH = `.github/workflows/${RELEASE_WORKFLOW}`;

/** A run of that workflow for a tag, by its page. */
interface OwnRun {
  readonly repository: RepositoryName;
  readonly tag: string;
  readonly run: string;
}

/**
 * What the ledger has of a release after a run of the repository's own workflow for its tag, as a check on the release's commit. Nothing
 * where that workflow records no releases, or has run for a branch. What else the run was to do is not the check's: it is by the ledger alone.
 */
export async function showOwnRecord(client: ProbotOctokit, about: OwnRun, services: Services): Promise<void> {
  const { repository, tag } = about;
  const { recordAction: action } = services.config.spawnSettings;
  const commit = await commitOfTag(client, repository, tag);
  if (commit === undefined) return;
  const own = await recordsByItself(client, repository, { tag, commit, prerelease: false, action });
  if (own.includes(RELEASE_WORKFLOW)) await showRecord(client, { ...about, failed: undefined }, services);
}
