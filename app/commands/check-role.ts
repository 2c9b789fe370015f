import { VaultMeshError } from '../../core/common/error.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { isWritingRole, type RoleReader, roleOf } from '../github/role-of.ts';

/**
 * Whether a person may give commands that create things in the organisation: who may write in the platform
 * repository may. The repository of the comment does not count, since many people have one of their own.
 *
 * Throws `not-permitted`, with the role that they have.
 */
export async function checkRole(client: RoleReader, platform: RepositoryName, login: string): Promise<void> {
  const role = await roleOf(client, platform, login);
  if (isWritingRole(role)) return;
  throw new VaultMeshError(
    'not-permitted',
    `This takes the role write, maintain or admin in ${fullName(platform)}; yours there is "${role}". ` +
      'Ask one of its administrators.',
  );
}
