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
 * How many repositories are tried in one round, whether that comes to a pull request or fails; the next sweep goes on. Each takes five
 * writing calls, which Octokit makes one a second, as GitHub advises, and GitHub takes 500 of them an hour.
 */
const MOST_AT_ONCE = 30;

/**
 * Proposes to each of an owner's repositories that it keeps records, unless the owner's configuration says `onboarding: none`, or has
 * a fault. One that fails keeps no other from being asked: the log tells all of them in one line, and each round begins with others.
 */
export async function onboardRepositories(
  client: RepositoryOnboarder,
  owner: string,
  repositories: readonly InstalledRepository[],
  { clock, config, turns }: Services,
  log: Pick<Context['log'], 'info' | 'warn'>,
): Promise<void> {
  const { spawnSettings: settings, sweepMinutes } = config;
  const asked = repositories.filter((each) => isAsked(each, settings.platform));
  if (asked.length === 0 || !(await isWanted(client, owner, log))) return;
  let opened = 0;
  const failed: { readonly repository: string; readonly error: unknown }[] = [];
  const round = Math.floor(clock().getTime() / (sweepMinutes * 60_000));
  for (const { name: repo, default_branch: defaultBranch } of beginningAt(asked, round * MOST_AT_ONCE)) {
    if (opened + failed.length === MOST_AT_ONCE) {
      log.info({ owner, opened, failed: failed.length }, 'Onboarding goes on with the next sweep');
      break;
    }
    const name = { owner, repo };
    await turns.take(`repository ${fullName(name)}`, async () => {
      try {
        const proposed = await proposeOnboarding(client, { name, defaultBranch }, settings);
        if (proposed === undefined) return;
        opened += 1;
        log.info({ repository: fullName(name), number: proposed.number }, 'Onboarding proposed');
      } catch (error) {
        failed.push({ repository: fullName(name), error });
      }
    });
  }
  tellFailed(failed, log);
}

/** All of them, those before the place `from` last; places go round. */
function beginningAt<Item>(items: readonly Item[], from: number): Item[] {
  const place = from % items.length;
  return [...items.slice(place), ...items.slice(0, place)];
}

function tellFailed(
  failed: readonly { readonly repository: string; readonly error: unknown }[],
  log: Pick<Context['log'], 'warn'>,
): void {
  const told = failed.map(({ repository, error }) => ({
    repository,
    reason: describeFailure(error).message,
  }));
  const [first, ...others] = told;
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  log.warn(
    { err: failed[0]?.error, failed: told },
    `Onboarding not proposed to ${first.repository}${more}: ${first.reason}`,
  );
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
    log.warn(
      { err: error, repository: fullName(repository) },
      `Onboarding not proposed to anybody: ${message}`,
    );
    return false;
  }
}
