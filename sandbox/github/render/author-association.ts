import type { Account } from '../state/account.ts';
import { isOrganization } from '../state/account.ts';
import type { Repository } from '../state/repository.ts';

type Association = 'OWNER' | 'MEMBER' | 'COLLABORATOR' | 'NONE';

/** What an author is to a repository. Says nothing reliable about permission; use the role for that. */
export function authorAssociation(account: Account, repository: Repository): Association {
  const { owner } = repository;
  if (account === owner) return 'OWNER';
  if (isOrganization(owner) && owner.members.has(account.login)) return 'MEMBER';
  return repository.collaborators.has(account.login) ? 'COLLABORATOR' : 'NONE';
}
