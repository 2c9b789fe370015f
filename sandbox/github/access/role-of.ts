import type { Account } from '../state/account.ts';
import { isOrganization } from '../state/account.ts';
import type { Repository } from '../state/repository.ts';
import type { Role } from './role.ts';
import { atLeast } from './role.ts';

/** The highest role that an account has on a repository: as owner, organisation member, collaborator or anybody. */
export function roleOf(account: Account, repository: Repository): Role {
  const candidates: Role[] = [
    repository.private ? 'none' : 'read',
    repository.collaborators.get(account.login) ?? 'none',
    roleByOwnership(account, repository.owner),
  ];
  return candidates.reduce((best, role) => (atLeast(role, best) ? role : best));
}

function roleByOwnership(account: Account, owner: Account): Role {
  if (owner === account) return 'admin';
  const membership = isOrganization(owner) ? owner.members.get(account.login) : undefined;
  if (membership === undefined) return 'none';
  return membership === 'admin' ? 'admin' : 'read';
}
