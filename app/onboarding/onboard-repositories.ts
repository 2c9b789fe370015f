import type { Context } from 'probot';
import { fullName } from '../../core/github/repository-name.ts';
import { allCommands } from '../commands/all-commands.ts';
import { describeFailure } from '../describe-failure.ts';
import { WITNESS_REPOSITORY } from '../guard/witness-memory.ts';
import { ORGANISATION_REPOSITORY } from '../policy/may-give.ts';
import type { ConfigReader } from '../github/agreed-config.ts';
import { readPolicy } from '../policy/read-policy.ts';
import type { Services } from '../services.ts';
import { isSpawned } from '../spawn/request-key.ts';
import { type OnboardingProposer, proposeOnboarding } from './propose-onboarding.ts';

export type RepositoryOnboarder = OnboardingProposer & ConfigReader;

/** As GitHub lists those of an installation. */
export interface InstalledRepository {
  readonly name: string;
  readonly owner: { readonly login: string };
  readonly description: string | null;
  readonly default_branch: string;
  readonly fork: boolean;
  readonly archived: boolean;
  readonly disabled: boolean;
}

/**
 * How many pull requests are opened in one round; the next sweep goes on. Each takes five writing calls, which Octokit makes one a
 * second, as GitHub advises, and GitHub takes 500 of them an hour.
 */
const MOST_AT_ONCE = 30;

/**
 * Proposes to each of an owner's repositories that it keeps records, unless the owner's configuration says `onboarding: none`, or has
 * a fault. One that fails is told in the log and keeps no other from being asked.
 */
export async function onboardRepositories(
  client: RepositoryOnboarder,
  owner: string,
  repositories: readonly InstalledRepository[],
  { config, turns }: Services,
  log: Pick<Context['log'], 'info' | 'warn'>,
): Promise<void> {
  const { spawnSettings: settings } = config;
  const asked = repositories.filter((each) => isAsked(each, settings.platform));
  if (asked.length === 0 || !(await isWanted(client, owner, log))) return;
  let opened = 0;
  for (const { name: repo, default_branch: defaultBranch } of asked) {
    if (opened === MOST_AT_ONCE) {
      log.info({ owner, opened }, 'Onboarding goes on with the next sweep');
      return;
    }
    const name = { owner, repo };
    await turns.take(`repository ${fullName(name)}`, async () => {
      try {
        const proposed = await proposeOnboarding(client, { name, defaultBranch }, settings);
        if (proposed === undefined) return;
        opened += 1;
        log.info({ repository: fullName(name), number: proposed.number }, 'Onboarding proposed');
      } catch (error) {
        const { message } = describeFailure(error);
        log.warn({ err: error, repository: fullName(name) }, `Onboarding not proposed: ${message}`);
      }
    });
  }
}

/** Those of the app's own, and a service that is being made, have or get what they need without being asked. */
function isAsked(
  { name, description, fork, archived, disabled }: InstalledRepository,
  platform: string,
): boolean {
  const isOwn = [platform, ORGANISATION_REPOSITORY, WITNESS_REPOSITORY].includes(name);
  return !isOwn && !fork && !archived && !disabled && !isSpawned(description ?? '');
}

async function isWanted(
  client: ConfigReader,
  owner: string,
  log: Pick<Context['log'], 'warn'>,
): Promise<boolean> {
  const repository = { owner, repo: ORGANISATION_REPOSITORY };
  try {
    const policy = await readPolicy(client, { repository, ofOrganisation: true, commands: allCommands() });
    return policy?.onboarding !== 'none';
  } catch (error) {
    const { message } = describeFailure(error);
    log.warn({ err: error, repository: fullName(repository) }, `Onboarding not proposed: ${message}`);
    return false;
  }
}
