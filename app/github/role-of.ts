import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';

export interface RoleReader {
  readonly rest: {
    readonly repos: {
      readonly getCollaboratorPermissionLevel: (
        parameters: RepositoryName & { username: string },
      ) => Promise<{ data: { role_name: string } }>;
    };
  };
}

/**
 * The role of a person in a repository: `admin`, `maintain`, `write`, `triage`, `read`, `none` or one that the
 * organisation has defined. Not `permission`, which calls a maintainer `write`, and not the payload's
 * `author_association`, which is no permission at all.
 */
export async function roleOf(
  client: RoleReader,
  repository: RepositoryName,
  username: string,
): Promise<string> {
  const answer = await found(client.rest.repos.getCollaboratorPermissionLevel({ ...repository, username }));
  return answer?.data.role_name ?? 'none';
}

const WRITING_ROLES: readonly string[] = ['admin', 'maintain', 'write'];

/** Whether who has this role may write in the repository. */
export const isWritingRole = (role: string): boolean => WRITING_ROLES.includes(role);
