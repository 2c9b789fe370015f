import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';

export interface RoleReader {
  readonly rest: {
    readonly repos: {
      readonly getCollaboratorPermissionLevel: (
        parameters: RepositoryName & { username: string },
      ) => Promise<{ data: { permission: string; role_name: string } }>;
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
  return (await levelOf(client, repository, username))?.role_name ?? 'none';
}

const WRITING_PERMISSIONS: readonly (string | undefined)[] = ['admin', 'write'];

/** Whether a person may write in the repository, be it by a role that the organisation has made of one that may. */
export async function mayWrite(
  client: RoleReader,
  repository: RepositoryName,
  username: string,
): Promise<boolean> {
  return WRITING_PERMISSIONS.includes((await levelOf(client, repository, username))?.permission);
}

const levelOf = async (client: RoleReader, repository: RepositoryName, username: string) =>
  (await found(client.rest.repos.getCollaboratorPermissionLevel({ ...repository, username })))?.data;
