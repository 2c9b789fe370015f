import { CHECK_NAME } from '../checks/check-run-key.ts';
import { type Delivery, nameOf } from './delivery.ts';

/**
 * Deliveries of one turn are worked on one after the other, as they came: those about one repository, else those of one
 * installation. One that names neither has a turn of its own.
 *
 * Looks at pull requests of a repository have their own turn beside its commands, buttons and merges, and need no order with them: a
 * look reads what GitHub has at that moment, says of which commit it speaks, and writes only a check run and a comment of its
 * own, which it finds again by their key. Among themselves they take turns: two could each begin a check run.
 *
 * Commands that make services have one turn in a whole organisation, wherever they are given and whichever process has them: each counts
 * what was made for a person before it.
 */
export function turnOf(delivery: Delivery): string {
  const { id, payload } = delivery;
  const owner = memberOf(memberOf(memberOf(payload, 'repository'), 'owner'), 'id');
  if (typeof owner === 'number' && maySpawn(delivery)) return `spawns:${owner}`;
  for (const about of ['repository', 'installation']) {
    const number = memberOf(memberOf(payload, about), 'id');
    if (typeof number !== 'number') continue;
    return `${about === 'repository' && isLook(delivery) ? 'checks' : about}:${number}`;
  }
  return id;
}

/** By a comment, or by the first heading of an issue that a form made. */
function maySpawn(delivery: Delivery): boolean {
  const { payload } = delivery;
  const [how, body] =
    nameOf(delivery) === 'issues.opened'
      ? [/^### \/spawn: /, memberOf(memberOf(payload, 'issue'), 'body')]
      : [/^\/(spawn|approve)(?=\s|$)/, memberOf(memberOf(payload, 'comment'), 'body')];
  return typeof body === 'string' && how.test(body);
}

function isLook(delivery: Delivery): boolean {
  const name = nameOf(delivery);
  switch (delivery.event) {
    case 'check_suite':
    case 'merge_group':
      return true;
    case 'pull_request':
      return name !== 'pull_request.closed';
    case 'check_run': {
      const run = memberOf(delivery.payload, 'check_run');
      return name === 'check_run.rerequested' && memberOf(run, 'name') === CHECK_NAME;
    }
    default:
      return false;
  }
}

function memberOf(thing: unknown, name: string): unknown {
  if (typeof thing !== 'object' || thing === null) return undefined;
  return Object.getOwnPropertyDescriptor(thing, name)?.value as unknown;
}
