import type { Probot } from 'probot';
import type { Services } from '../services.ts';
import type { Pause } from '../until-done.ts';
import { type Progress, sweepDeliveries, type SweptQueue } from './sweep-deliveries.ts';
import { sweepInstallations } from './sweep-installations.ts';

/**
 * Finishes what the app missed: lost deliveries, then platform repositories and ledgers. Never throws: it logs.
 * False when a part did not come to its end, such as when GitHub cannot be reached; then it is worth another try.
 */
export async function sweep(
  probot: Probot,
  services: Services,
  queue: SweptQueue,
  progress: Progress,
  pause: Pause,
): Promise<boolean> {
  const { clock, metrics } = services;
  const log = probot.log.child({ name: 'sweep' });
  const part = async (what: 'deliveries' | 'installations', work: () => Promise<number | undefined>) => {
    try {
      const lost = await work();
      metrics.swept(what, 'done', lost);
      if (lost) log.info({ lost }, 'Deliveries that were lost are in the queue');
      return true;
    } catch (error) {
      metrics.swept(what, 'failed');
      log.error({ err: error }, `The sweep of ${what} stopped; it is tried again in a while`);
      return false;
    }
  };
  const deliveries = await part('deliveries', async () => {
    const github = await probot.auth();
    return sweepDeliveries(github, queue, progress, clock, pause);
  });
  const installations = await part('installations', async () => {
    await sweepInstallations(probot, services, log);
    return undefined;
  });
  if (deliveries && installations) log.info('Swept');
  return deliveries && installations;
}
