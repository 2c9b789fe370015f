import type { Delivery } from './delivery.ts';

/**
 * Whether nothing can come of a delivery: a comment that is no command. There are many of those, so they are answered at the door
 * with 200, by which the sweep tells them in GitHub's log from what was taken.
 */
export function hasNoEffect({ event, payload }: Pick<Delivery, 'event' | 'payload'>): boolean {
  if (event !== 'issue_comment') return false;
  if (!('action' in payload) || payload.action !== 'created') return true;
  const comment = 'comment' in payload ? payload.comment : undefined;
  const body =
    typeof comment === 'object' && comment !== null && 'body' in comment ? comment.body : undefined;
  return typeof body !== 'string' || !/^\/[A-Za-z]/.test(body);
}
