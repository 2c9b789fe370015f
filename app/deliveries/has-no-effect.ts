import type { Delivery } from './delivery.ts';
import { hasHandler } from './is-for-handlers.ts';

/**
 * Whether nothing can come of a delivery: no handler answers it, or it is a comment that is no command. There are many of those, so
 * they take no place in the queue and are answered at the door with 200, by which the sweep tells them in GitHub's log from what
 * was taken.
 */
export function hasNoEffect(told: Pick<Delivery, 'event' | 'payload'>): boolean {
  if (!hasHandler(told)) return true;
  const { event, payload } = told;
  if (event !== 'issue_comment') return false;
  const comment = 'comment' in payload ? payload.comment : undefined;
  const body =
    typeof comment === 'object' && comment !== null && 'body' in comment ? comment.body : undefined;
  return typeof body !== 'string' || !/^\/[A-Za-z]/.test(body);
}
