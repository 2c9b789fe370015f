import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { Command } from '../commands/command.ts';
import { checkRule, type RightReader } from './check-rule.ts';
import { isMeant, type KnownCommand } from './parse-policy.ts';
import type { CommandRule, Policy, SpawnRules } from './policy.ts';
import type { ConfigReader } from '../github/agreed-config.ts';
import { readPolicy } from './read-policy.ts';

/** Where the default of an organisation stands. */
export const ORGANISATION_REPOSITORY = '.github';

export type GrantReader = ConfigReader & RightReader;

/** Who asks for what, and where. */
export interface Asked {
  readonly command: KnownCommand & Pick<Command, 'defaultRole'>;
  /** That of the comment. */
  readonly repository: RepositoryName;
  /** The name of the platform repository. */
  readonly platform: string;
  readonly login: string;
  /** Every command that there is: a configuration that names another one is wrong. */
  readonly commands: readonly KnownCommand[];
}

/** What a person may do with a command that they may give. */
export interface Grant {
  /** Where it says that somebody else has to approve; absent where nobody has to. */
  readonly approvalPlace?: string;
  /** What the organisation says of new services. */
  readonly spawn: SpawnRules;
}

/**
 * Whether a person may give a command: by the organisation's configuration or else by the command's default, and for a command
 * on a repository by that repository's own configuration as well, which can so only restrict it. Everything is asked of
 * GitHub now.
 *
 * Throws `not-permitted` with what the person has, what it takes and where that is said; `usage` for a configuration that
 * cannot be used.
 */
export async function mayGive(client: GrantReader, asked: Asked): Promise<Grant> {
  const { command, repository, platform, login, commands } = asked;
  const { owner } = repository;
  const organisation: RepositoryName = { owner, repo: ORGANISATION_REPOSITORY };
  const policy = await readPolicy(client, { repository: organisation, ofOrganisation: true, commands });
  const rules = [ruleOf(policy, command, organisation)];
  const hasOwn = command.scope === 'repository' && repository.repo.toLowerCase() !== ORGANISATION_REPOSITORY;
  if (hasOwn) {
    const own = await readPolicy(client, { repository, ofOrganisation: false, commands });
    rules.push(own && writtenRule(own, command));
  }
  const place = command.scope === 'organisation' ? { owner, repo: platform } : repository;
  for (const rule of rules) if (rule !== undefined) await checkRule(client, rule, place, login);
  const approvalPlace = rules.find((rule) => rule?.approvals === 1)?.place;
  return {
    spawn: policy?.spawn ?? { reserved: [], placeOf: () => '' },
    ...(approvalPlace !== undefined && { approvalPlace }),
  };
}

/** The rule of the organisation, with the default where it names neither roles nor teams. */
function ruleOf(
  policy: Policy | undefined,
  command: Asked['command'],
  organisation: RepositoryName,
): CommandRule | undefined {
  const written = policy && writtenRule(policy, command);
  if (written?.roles !== undefined || written?.teams !== undefined || command.defaultRole === undefined)
    return written;
  const place = `the default; ${organisation.owner}/${organisation.repo} can say otherwise`;
  return { approvals: 0, place, ...written, roles: [command.defaultRole] };
}

/** Its own name counts before the first word of it. */
function writtenRule(
  { rules }: Policy,
  { grammar: { name } }: Pick<Command, 'grammar'>,
): CommandRule | undefined {
  return rules.get(name) ?? [...rules].find(([each]) => isMeant(each, name))?.[1];
}
