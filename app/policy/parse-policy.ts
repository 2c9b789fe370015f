import { VaultMeshError } from '../../core/common/error.ts';
import type { SchemaProblem } from '../../core/common/json-schema.ts';
import { markdownText } from '../../core/common/markdown-text.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import {
  CONFIG_PATH,
  type ConfigDocument,
  configProblem,
  readConfigDocument,
} from '../../core/remembrancer/covenant/index.ts';
import { readCatalog } from '../../core/spawn/index.ts';
import { closest } from '../commands/closest.ts';
import type { Command } from '../commands/command.ts';
import type { CommandRule, Policy, SpawnRules } from './policy.ts';

/** What a policy is held against: commands as they are known, by what of them counts here. */
export type KnownCommand = Pick<Command, 'grammar' | 'scope' | 'approval'>;

export interface PolicySource {
  readonly repository: RepositoryName;
  /** Whether it is the file of the organisation, which holds for all its repositories. */
  readonly ofOrganisation: boolean;
  readonly commands: readonly KnownCommand[];
}

interface Written {
  readonly commands?: Readonly<
    Record<string, Omit<CommandRule, 'approvals' | 'place'> & { approvals?: 0 | 1 }>
  >;
  readonly onboarding?: 'none' | 'pull-request';
  readonly spawn?: Omit<SpawnRules, 'reserved' | 'perPersonPerHour' | 'placeOf'> & {
    readonly reserved?: readonly string[];
    readonly 'per-person-per-hour'?: number;
  };
}

/**
 * What the text of `.github/vaultmesh.yml` says of who may do what. Throws `usage` with the line for a configuration that is
 * wrong in any place: what nobody can read must not be taken for a permission.
 */
export function parsePolicy(text: string, source: PolicySource): Policy {
  const document = readConfigDocument(text);
  if ('fault' in document) throw refused(source, document.fault);
  const { value } = document;
  const problem = configProblem(value) ?? document.repeatedKey();
  if (problem !== undefined) throw refused(source, document.faultIn(problem).fault);
  // The one cast of this format: the schema has just been checked.
  const written = value as Written;
  const wrong = problemOf(written, source);
  if (wrong !== undefined) throw refused(source, document.faultIn(wrong).fault);
  return policyOf(written, source.repository, document);
}

function policyOf(
  { commands = {}, onboarding, spawn = {} }: Written,
  repository: RepositoryName,
  { lineAt }: ConfigDocument,
): Policy {
  const placeOf = (...names: string[]): string =>
    `${fullName(repository)}, ${CONFIG_PATH}, line ${lineAt(names)}`;
  const rules = Object.entries(commands).map(([name, rule]): [string, CommandRule] => [
    name,
    { approvals: 0, ...rule, place: placeOf('commands', name) },
  ]);
  const { 'per-person-per-hour': perPersonPerHour, ...others } = spawn;
  return {
    rules: new Map(rules),
    ...(onboarding !== undefined && { onboarding }),
    spawn: {
      reserved: [],
      ...others,
      ...(perPersonPerHour !== undefined && { perPersonPerHour }),
      placeOf: (member) => placeOf('spawn', member),
    },
  };
}

/** What is wrong that the schema cannot say. */
function problemOf(
  { commands = {}, onboarding, spawn }: Written,
  source: PolicySource,
): SchemaProblem | undefined {
  for (const [name, { approvals }] of Object.entries(commands)) {
    const message = problemOfCommand(name, approvals === 1, source);
    if (message !== undefined) return { at: ['commands', name], message };
  }
  for (const [name, member] of Object.entries({ onboarding, spawn })) {
    if (member !== undefined && !source.ofOrganisation)
      return { at: [name], message: elsewhere(name, source) };
  }
  const known = readCatalog().languages.map(({ id }) => id);
  for (const [index, language] of (spawn?.languages ?? []).entries()) {
    if (known.includes(language)) continue;
    const message = `there are no templates for ${language}${suggestion(language, known)}; there are those for ${known.join(', ')}`;
    return { at: ['spawn', 'languages', String(index)], message };
  }
  return undefined;
}

function problemOfCommand(
  name: string,
  waits: boolean,
  { commands, ofOrganisation, ...source }: PolicySource,
): string | undefined {
  const meant = commands.filter(({ grammar }) => isMeant(name, grammar.name));
  if (meant.length === 0) {
    const names = commands.flatMap(({ grammar }) => [grammar.name, firstWord(grammar.name)]);
    return `there is no command ${name}${suggestion(name, names)}`;
  }
  if (!ofOrganisation && meant.some(({ scope }) => scope === 'organisation'))
    return elsewhere(`commands.${name}`, source);
  if (waits && meant.some(({ approval }) => approval === undefined)) {
    const able = commands.filter(({ approval }) => approval).map(({ grammar }) => grammar.name);
    return `${name} shows no plan that could be approved, only ${able.join(' and ')} can; take approvals out`;
  }
  return undefined;
}

/** Whether a name in a configuration means a command: by its whole name, or by its first word. */
export const isMeant = (name: string, command: string): boolean =>
  name === command || name === firstWord(command);

const firstWord = (name: string): string => name.split(' ', 1)[0] ?? name;

function suggestion(word: string, candidates: readonly string[]): string {
  const meant = closest(word, candidates);
  return meant === undefined ? '' : `, did you mean ${meant}?`;
}

const elsewhere = (what: string, { repository }: Pick<PolicySource, 'repository'>): string =>
  `${what} is for the organisation to say; it belongs in ${repository.owner}/.github`;

/** The refusal for a configuration; what it says is shown as text, whatever that is. */
export const refused = ({ repository }: Pick<PolicySource, 'repository'>, fault: string): VaultMeshError =>
  new VaultMeshError(
    'usage',
    `The configuration of ${fullName(repository)} is wrong, and until it is corrected nobody may give a command that it ` +
      `is asked about. ${markdownText(fault)}`,
  );
