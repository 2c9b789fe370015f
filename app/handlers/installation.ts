import type { Context } from 'probot';
import { onboardPlatform } from '../onboarding/onboard-platform.ts';
import type { Services } from '../services.ts';

type InstallationEvent =
  'installation.created' | 'installation.new_permissions_accepted' | 'installation_repositories.added';

/** The app came to an organisation, or may see or do more there than before. */
export async function onInstallation(
  { payload, octokit, log }: Context<InstallationEvent>,
  services: Services,
): Promise<void> {
  const { account } = payload.installation;
  if (!account || !('login' in account)) return;
  await onboardPlatform(octokit, account.login, services, log);
}
