import type { Probot } from 'probot';
import type { Services } from '../services.ts';
import type { Pause } from '../until-done.ts';
import { type Progress, sweepDeliveries, type SweptQueue } from './sweep-deliveries.ts';
import { sweepInstallations } from './sweep-installations.ts';

/**
 * Finishes what the app missed: lost deliveries, then platform repositories and ledgers. Never throws: it logs.
 * False when a part did not come to its end, such as when GitHub cannot be reached; then it is worth another try. What only some
 * deliveries, installations or ledgers failed at counts as failed too, and waits for the next sweep: it may fail for good.
 */
export async function sweep(
  probot: Probot,
  services: Services,
  queue: SweptQueue,
  progress: Progress,
  pause: Pause,
): Promise<boolean> {
  const { clock, metrics } = services;
  const log = probot.log.child({ part: 'sweep' });
  const part = async (
    what: 'deliveries' | 'installations',
    work: () => Promise<{ lost?: number; failed?: number }>,
  ) => {
    try {
      const { lost, failed = 0 } = await work();
      metrics.swept(what, failed === 0 ? 'done' : 'failed', lost);
      if (failed > 0) log.error({ failed }, `The sweep of ${what} came to its end, but not everywhere`);
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
    return sweepDeliveries(github, queue, progress, clock, pause, log);
  });
  const installations = await part('installations', async () => ({
    failed: await sweepInstallations(probot, services, log),
  }));
  if (deliveries && installations) log.info('Swept');
  return deliveries && installations;
}
