import type { Repository } from '../../core/github/find-repository.ts';
import { readBranch } from '../../core/github/read-branch.ts';
import { LEDGER } from '../../core/remembrancer/provision/index.ts';
import { parseSpawnRequest, renderAdoption, type SpawnSettings } from '../../core/spawn/index.ts';
import { type SortedFiles, sortFiles } from '../adoption/sort-files.ts';
import {
  findPullRequest,
  openPullRequest,
  type PullRequest,
  type PullRequestOpener,
} from '../github/open-pull-request.ts';
import { RECORD_PATH } from '../recording/start-record.ts';
import { type FolderLister, listPresent } from './list-present.ts';
import { ONBOARDING_BRANCH } from './onboarding-names.ts';
import { onboardingText } from './onboarding-text.ts';

export type OnboardingProposer = FolderLister & PullRequestOpener;

const TITLE = 'ci: record decisions and releases on a ledger';

/** Where the files go. */
const FOLDERS = ['.github', '.github/workflows'] as const;

/**
 * Proposes to a repository that it keeps records: the record workflow, and the configuration that lets it in, as far as they are
 * not there. `undefined` where there is nothing to propose: it has the workflow or a ledger, has no commit yet, or was asked before,
 * whatever became of that; a pull request that people closed is a no.
 *
 * Throws `conflict` where somebody else has a branch of that name.
 */
export async function proposeOnboarding(
  client: OnboardingProposer,
  { name, defaultBranch }: Pick<Repository, 'name' | 'defaultBranch'>,
  settings: SpawnSettings,
): Promise<PullRequest | undefined> {
  const workflows = await listPresent(client, name, FOLDERS[1]);
  if (workflows.has(RECORD_PATH)) return undefined;
  if (await findPullRequest(client, name, ONBOARDING_BRANCH)) return undefined;
  if ((await readBranch(client, name, defaultBranch)) === undefined) return undefined;
  // An `/adopt ledger` begins with the ledger, and has proposed the same files.
  if ((await readBranch(client, name, LEDGER)) !== undefined) return undefined;
  const others = await listPresent(client, name, FOLDERS[0]);
  const files = onboardingFiles(settings);
  const sorted = sortFiles(files, new Map([...others, ...workflows]));
  if (!bringsWorkflow(sorted)) return undefined;
  return openPullRequest(client, name, {
    branch: ONBOARDING_BRANCH,
    title: TITLE,
    message: TITLE,
    body: onboardingText(sorted, files),
    files: sorted.added,
  });
}

/** The files of `/adopt ledger`, which are the same for any service. */
const onboardingFiles = (settings: SpawnSettings) =>
  renderAdoption('ledger', parseSpawnRequest({ name: 'any-service', owner: 'any' }), settings);

const bringsWorkflow = ({ added }: SortedFiles): boolean => added.some(({ path }) => path === RECORD_PATH);
