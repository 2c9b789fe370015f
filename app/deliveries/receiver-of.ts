import type { Probot } from 'probot';
import type { Work } from './work.ts';

type WebhookEvent = Parameters<Probot['receive']>[0];

/** Probot's handlers. What GitHub signed is taken for what the event's name says; a name that no handler has is ignored. */
export function receiverOf(probot: Pick<Probot, 'receive'>): Work['receive'] {
  return (event) => probot.receive(event as WebhookEvent);
}
