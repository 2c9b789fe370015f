import type { Probot } from 'probot';
import { guardLedgers } from './guard/guard-ledgers.ts';
import { onboardPlatform } from './onboarding/onboard-platform.ts';
import type { Services } from './services.ts';

/** Does for every installation what its webhooks would have done while the app was down. Never throws: it logs. */
export async function sweep(probot: Probot, services: Services): Promise<void> {
  const log = probot.log.child({ name: 'sweep' });
  try {
    const app = await probot.auth();
    for (const { id, account } of await app.paginate(app.rest.apps.listInstallations, { per_page: 100 })) {
      const client = await probot.auth(id);
      if (!account || !('login' in account)) continue;
      await onboardPlatform(client, account.login, services, log);
      const repositories = await client.paginate(client.rest.apps.listReposAccessibleToInstallation, {
        per_page: 100,
      });
      await guardLedgers(client, repositories, services, log);
    }
    log.info('Swept');
  } catch (error) {
    log.error({ err: error }, 'The sweep stopped; it starts again with the app');
  }
}
