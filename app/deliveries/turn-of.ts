import { type Delivery, nameOf } from './delivery.ts';

/**
 * Deliveries of one turn are worked on one after the other, as they came: those about one repository, else those of one
 * installation. One that names neither has a turn of its own.
 *
 * Checks of a repository have their own turn beside its commands and merges, and need no order with them: a check reads what GitHub
 * has at that moment, writes nothing but a check run and a comment of its own, both found again by their key, and no command
 * reads those. Among themselves they take turns: two looks at one pull request could each begin a check run.
 */
export function turnOf(delivery: Delivery): string {
  const { id, payload } = delivery;
  for (const about of ['repository', 'installation']) {
    const number = idOf(Object.getOwnPropertyDescriptor(payload, about)?.value);
    if (number === undefined) continue;
    return `${about === 'repository' && isCheck(delivery) ? 'checks' : about}:${number}`;
  }
  return id;
}

/** Whether a delivery asks for a look at what would be merged, or for the fix of what one found. */
function isCheck(delivery: Pick<Delivery, 'event' | 'payload'>): boolean {
  return (
    ['check_run', 'check_suite', 'merge_group', 'pull_request'].includes(delivery.event) &&
    nameOf(delivery) !== 'pull_request.closed'
  );
}

function idOf(thing: unknown): number | undefined {
  if (typeof thing !== 'object' || thing === null || !('id' in thing)) return undefined;
  return typeof thing.id === 'number' ? thing.id : undefined;
}
