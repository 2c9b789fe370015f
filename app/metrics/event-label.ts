import { emitterEventNames } from '@octokit/webhooks';

const EVENTS: ReadonlySet<string> = new Set(emitterEventNames.filter((name) => !name.includes('.')));

/** The event's name where GitHub has such an event, else `other`: anybody can send a header. */
export const eventLabel = (event: string): string => (EVENTS.has(event) ? event : 'other');
