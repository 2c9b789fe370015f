import type { Probot, ProbotOctokit } from 'probot';
import { guardLedgers } from '../guard/guard-ledgers.ts';
import { type Account, onboardPlatform } from '../onboarding/onboard-platform.ts';
import { onboardRepositories } from '../onboarding/onboard-repositories.ts';
import type { Services } from '../services.ts';

/**
 * Sets up the platform repository of every installation and looks at every ledger, as the webhooks that came while
 * the app was down would have. One that is suspended is passed over; one that fails is logged and does not keep the
 * others from their turn. Returns how many installations and ledgers failed. Rejects when it did not come to the end, such as when GitHub
 * cannot be reached.
 */
export async function sweepInstallations(
  probot: Probot,
  services: Services,
  log: Probot['log'],
): Promise<number> {
  const app = await probot.auth();
  let failed = 0;
  for (const { id, account, suspended_at } of await app.paginate(app.rest.apps.listInstallations, {
    per_page: 100,
  })) {
    if (!account || !('login' in account) || suspended_at) continue;
    try {
      failed += await sweepInstallation(await probot.auth(id), account, services, log);
    } catch (error) {
      failed += 1;
      log.error({ err: error, account: account.login }, 'The installation could not be swept');
    }
  }
  return failed;
}

async function sweepInstallation(
  client: ProbotOctokit,
  account: Account,
  services: Services,
  log: Probot['log'],
): Promise<number> {
  await onboardPlatform(client, account, services, log);
  const repositories = await client.paginate(client.rest.apps.listReposAccessibleToInstallation, {
    per_page: 100,
  });
  const failed = await guardLedgers(client, repositories, services, log);
  await onboardRepositories(client, account.login, repositories, services, log);
  return failed;
}
