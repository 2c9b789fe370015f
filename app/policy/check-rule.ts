import { VaultMeshError } from '../../core/common/error.ts';
import { markdownText } from '../../core/common/markdown-text.ts';
import { findRepository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { isTeamMember, type TeamReader } from '../github/is-team-member.ts';
import { type RoleReader, roleOf } from '../github/role-of.ts';
import type { CommandRule } from './policy.ts';
import { rolesFrom } from './standard-roles.ts';

export type RightReader = RepositoryFinder & RoleReader & TeamReader;

/**
 * Holds a person against a rule: one of its roles in `repository`, or one of its teams. A rule without either lets everybody.
 *
 * Throws `not-permitted` with what they have and what it takes.
 */
export async function checkRule(
  client: RightReader,
  { roles, teams, place }: CommandRule,
  repository: RepositoryName,
  login: string,
): Promise<void> {
  if (roles === undefined && teams === undefined) return;
  const accepted = rolesFrom(roles ?? []);
  const role = accepted.length === 0 ? undefined : await roleOf(client, repository, login);
  if (role !== undefined && accepted.includes(role)) return;
  for (const team of teams ?? []) if (await isTeamMember(client, repository.owner, team, login)) return;
  const hasTeams = teams !== undefined && teams.length > 0;
  // GitHub answers the same for somebody whom a repository does not know and for one that is not there.
  const isThere = role !== 'none' || (await findRepository(client, repository)) !== undefined;
  throw new VaultMeshError('not-permitted', denial({ accepted, role, hasTeams, repository, isThere, place }));
}

/** Teams are not named: some are secret, and who may read the configuration finds them there. */
function denial(what: {
  readonly accepted: readonly string[];
  readonly role: string | undefined;
  readonly hasTeams: boolean;
  readonly repository: RepositoryName;
  /** As far as the app sees. */
  readonly isThere: boolean;
  readonly place: string;
}): string {
  const { accepted, role, hasTeams, repository, isThere, place } = what;
  const takes = [
    ...(role === undefined ? [] : [`the role ${listed(accepted)} in ${fullName(repository)}`]),
    ...(hasTeams ? [`to be in a team of ${repository.owner} that the configuration names`] : []),
  ];
  if (takes.length === 0) return `Nobody may give this command (${place}).`;
  const has = [
    ...(role === undefined ? [] : [`yours there is "${markdownText(role)}"`]),
    ...(hasTeams ? ['you are in none of those'] : []),
  ];
  if (!isThere) {
    return (
      `This takes ${takes.join(', or ')}; the app sees no repository ${fullName(repository)}. An owner of ${repository.owner} can create ` +
      `it, with a first commit, and install the app on it (${place}).`
    );
  }
  return `This takes ${takes.join(', or ')}; ${has.join(', and ')}. Ask one of its administrators (${place}).`;
}

/** `a, b or c` */
const listed = (words: readonly string[]): string =>
  words
    .map(markdownText)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');
