import type { Repository } from '../state/repository.ts';
import type { Actor } from './actor.ts';
import type { Need } from './grants.ts';
import { grants } from './grants.ts';
import type { Role } from './role.ts';
import { atLeast } from './role.ts';
import { roleOf } from './role-of.ts';

/** `hidden`: the actor may not even know that the repository exists. */
export type Access = 'allowed' | 'hidden' | 'forbidden';

/** What a person needs where an installation needs one of these permissions. */
function roleFor(need: Need): Role {
  if (need.endsWith(':read')) return 'read';
  const administrative = ['administration', 'environments', 'secrets', 'actions_variables'];
  if (administrative.some((name) => need.startsWith(`${name}:`))) return 'admin';
  return /^(issues|pull_requests):/.test(need) ? 'read' : 'write';
}

/**
 * Whether `actor` may do with `repository` what takes any one of `needs`. Persons are judged by `role` where it is
 * given, else by the role that the first need implies.
 */
export function accessTo(actor: Actor, repository: Repository, needs: readonly Need[], role?: Role): Access {
  const first = needs[0] ?? 'metadata:read';
  const reading = first.endsWith(':read');
  switch (actor.kind) {
    case 'anonymous':
      if (repository.private) return 'hidden';
      return reading ? 'allowed' : 'forbidden';
    case 'app':
      return repository.private ? 'hidden' : 'forbidden';
    case 'user': {
      const has = roleOf(actor.account, repository);
      if (has === 'none') return 'hidden';
      return atLeast(has, role ?? roleFor(first)) ? 'allowed' : 'forbidden';
    }
    case 'installation': {
      const inside =
        actor.repositories === 'all'
          ? actor.installation?.account === repository.owner
          : actor.repositories.has(repository.id);
      if (!inside) return repository.private ? 'hidden' : reading ? 'allowed' : 'forbidden';
      return needs.some((need) => grants(actor.permissions, need)) ? 'allowed' : 'forbidden';
    }
  }
}
