import type { Probot } from 'probot';
import { hasStatus } from '../../core/github/status.ts';
import { isForHandlers } from './is-for-handlers.ts';
import { isInstalled } from './is-installed.ts';
import type { Work } from './work.ts';

type WebhookEvent = Parameters<Probot['receive']>[0];

/**
 * Probot's handlers, for what they can read: the rest of what GitHub signed they never see. Where GitHub refuses them something
 * since the app was suspended or removed meanwhile, nothing is left to do.
 */
export function receiverOf(probot: Pick<Probot, 'auth' | 'log' | 'receive'>): Work['receive'] {
  return async (event) => {
    if (!isForHandlers({ event: event.name, payload: event.payload })) return;
    try {
      await probot.receive(event as WebhookEvent);
    } catch (error) {
      if (!isRefused(error) || (await isInstalled(await probot.auth(), event.payload))) throw error;
      probot.log.info('Nothing is left to do: the app was suspended or removed where that happened');
    }
  };
}

/** Whether GitHub refused what it gives to an app that is installed, by itself, underneath or among others. */
function isRefused(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.some(isRefused)) return true;
  return (
    hasStatus(error, 401, 403, 404) ||
    (error instanceof Error && error.cause !== undefined && isRefused(error.cause))
  );
}
