import { VaultMeshError } from '../../../common/error.ts';
import { type SchemaProblem, schemaProblem } from '../../../common/json-schema.ts';
import schema from '../../../../ledger-schema/config.schema.json' with { type: 'json' };
import type { Range } from '../found.ts';
import type { Level, RuleId } from '../rule.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { CONFIG_MEMBERS, type ConfigFault, readConfigDocument } from './config-document.ts';
import type { CovenantConfig, Exception } from './covenant-config.ts';

/** What may stand in `covenant`, and in each of its exceptions. */
export const COVENANT_MEMBERS: readonly string[] = [
  ...['rule-set', 'level', 'levels', 'exceptions', 'guarded', 'vkey', 'releases', 'decisions'],
];
export const EXCEPTION_MEMBERS: readonly string[] = ['rule', 'paths', 'beginning', 'reason', 'until'];

/** So many characters the globs with `*` or `?` have together: each is held against each path. */
const MOST_OF_PATTERNS = 10_000;

/** Where decisions are in a repository that does not say it. */
export const DEFAULT_DECISIONS = 'docs/adr';

const DEFAULTS: CovenantConfig = {
  ruleSet: 1,
  levels: new Map(),
  exceptions: [],
  guarded: [],
  releases: 'v*',
  decisions: DEFAULT_DECISIONS,
};

/** The member `covenant` as the schema has it. */
interface Written {
  readonly 'rule-set'?: number;
  readonly level?: Level;
  readonly levels?: Readonly<Record<RuleId, Level>>;
  readonly exceptions?: readonly Exception[];
  readonly guarded?: readonly string[];
  readonly vkey?: string;
  readonly releases?: string;
  readonly decisions?: string;
}

/** What may stand in a rule of `commands`, and in `spawn`. */
export const RULE_MEMBERS: readonly string[] = ['roles', 'teams', 'approvals'];
export const SPAWN_MEMBERS: readonly string[] = [
  ...['names', 'reserved', 'languages', 'visibility', 'per-person-per-hour'],
];

/** Where a configuration is not as its schema wants it. */
export const configProblem = schemaProblem(schema, (pointer) => {
  if (pointer === '/covenant') return COVENANT_MEMBERS;
  if (pointer === '/spawn') return SPAWN_MEMBERS;
  return pointer.startsWith('/commands/') ? RULE_MEMBERS : EXCEPTION_MEMBERS;
});

/** A configuration, or why a text is none, with the place where that can be told. */
export type ConfigReading = { readonly config: CovenantConfig } | ConfigFault;

/**
 * As `readCovenantConfig`. Throws `usage` for what is no configuration: a covenant that nobody can read must not be taken for
 * one that is kept.
 */
export function parseCovenantConfig(
  text: string | undefined,
  knownRules: ReadonlySet<string>,
): CovenantConfig {
  const reading = readCovenantConfig(text, knownRules);
  if ('config' in reading) return reading.config;
  throw new VaultMeshError('usage', reading.fault);
}

/**
 * The configuration in the text of `.github/vaultmesh.yml`, or the defaults where there is no such file or it says
 * nothing of the covenant. `knownRules` are the ids that there are.
 */
export function readCovenantConfig(text: string | undefined, knownRules: ReadonlySet<string>): ConfigReading {
  if (text === undefined || text.trim() === '') return { config: DEFAULTS };
  const document = readConfigDocument(text);
  if ('fault' in document) return document;
  const { value, faultIn } = document;
  const problem = configProblem(value);
  if (problem !== undefined) return faultIn(problem);
  // The one cast of this format: the schema has just been checked.
  const { covenant = {} } = value as { readonly covenant?: Written };
  const wrong = problemOf(covenant, knownRules);
  if (wrong !== undefined) return faultIn(wrong);
  const { 'rule-set': ruleSet = DEFAULTS.ruleSet, levels, ...others } = covenant;
  return { config: { ...DEFAULTS, ...others, ruleSet, levels: new Map(entriesOf(levels ?? {})) } };
}

/** What is wrong that the schema cannot say. */
function problemOf(
  { levels = {}, exceptions = [], guarded = [], decisions = DEFAULT_DECISIONS }: Written,
  knownRules: ReadonlySet<string>,
): SchemaProblem | undefined {
  for (const rule of Object.keys(levels)) {
    if (!knownRules.has(rule))
      return { at: ['covenant', 'levels', rule], message: `there is no rule ${rule}` };
  }
  for (const [n, { rule, until }] of exceptions.entries()) {
    const at = ['covenant', 'exceptions', String(n)];
    if (!knownRules.has(rule)) return { at: [...at, 'rule'], message: `there is no rule ${rule}` };
    if (!isDay(until)) return { at: [...at, 'until'], message: `there is no day ${until}` };
  }
  if (decisions.startsWith('/') || decisions.split('/').includes('..')) {
    const message = `decisions is ${decisions}; name a folder of the repository, from its root on and without ".."`;
    return { at: ['covenant', 'decisions'], message };
  }
  const globs = [...exceptions.flatMap(({ paths = [] }) => paths), ...guarded];
  if (globs.filter((glob) => /[*?]/.test(glob)).join('').length > MOST_OF_PATTERNS) {
    const message = `its globs with * or ? have more than ${MOST_OF_PATTERNS} characters together; name folders and files as they are`;
    return { at: ['covenant'], message };
  }
  return undefined;
}

/** The members at the top of a configuration that mean nothing, such as a misspelled one, with where their names stand. */
export function strangeMembers(text: string): { readonly name: string; readonly range: Range }[] {
  const reading = readYaml(text);
  const [document] = 'documents' in reading ? reading.documents : [];
  if (document?.kind !== 'map') return [];
  return document.entries
    .filter(({ key }) => !CONFIG_MEMBERS.includes(key))
    .map(({ key, keyRange }) => ({ name: key, range: keyRange }));
}

const entriesOf = (levels: Readonly<Record<string, Level>>): [RuleId, Level][] =>
  Object.entries(levels).map(([rule, level]) => [rule as RuleId, level]);

const isDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};
