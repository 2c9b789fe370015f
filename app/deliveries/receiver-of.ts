import type { Probot } from 'probot';
import { isForHandlers } from './is-for-handlers.ts';
import type { Work } from './work.ts';

type WebhookEvent = Parameters<Probot['receive']>[0];

/** Probot's handlers, for what they can read: the rest of what GitHub signed they never see. */
export function receiverOf(probot: Pick<Probot, 'receive'>): Work['receive'] {
  return async (event) => {
    if (isForHandlers({ event: event.name, payload: event.payload }))
      await probot.receive(event as WebhookEvent);
  };
}
