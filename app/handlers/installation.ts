import type { Context } from 'probot';
import { onboardPlatform } from '../onboarding/onboard-platform.ts';
import { onboardRepositories } from '../onboarding/onboard-repositories.ts';
import type { Services } from '../services.ts';

type InstallationEvent =
  'installation.created' | 'installation.new_permissions_accepted' | 'installation_repositories.added';

/** The app came to an owner's repositories, or may see or do more there than before. */
export async function onInstallation(
  { payload, octokit, log }: Context<InstallationEvent>,
  services: Services,
): Promise<void> {
  const { account } = payload.installation;
  if (!account || !('login' in account)) return;
  const { platform } = services.config.spawnSettings;
  const added =
    'repositories_added' in payload ? new Set(payload.repositories_added.map(({ name }) => name)) : undefined;
  if (added === undefined || added.has(platform)) await onboardPlatform(octokit, account, services, log);
  const repositories = await octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, {
    per_page: 100,
  });
  const asked = repositories.filter(({ name }) => added === undefined || added.has(name));
  await onboardRepositories(octokit, account.login, asked, services, log);
}
