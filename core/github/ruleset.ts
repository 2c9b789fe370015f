import type { RepositoryName } from './repository-name.ts';

/** Types and no interfaces, for Octokit's parameters take those only. */
export type Rule =
  | { type: 'creation' | 'update' | 'deletion' | 'non_fast_forward' | 'required_linear_history' }
  | {
      type: 'pull_request';
      parameters: {
        required_approving_review_count: number;
        dismiss_stale_reviews_on_push: boolean;
        require_code_owner_review: boolean;
        require_last_push_approval: boolean;
        required_review_thread_resolution: boolean;
      };
    }
  | {
      type: 'required_status_checks';
      parameters: {
        required_status_checks: { context: string; integration_id?: number }[];
        strict_required_status_checks_policy: boolean;
      };
    };

type BypassActor = { actor_id: number; actor_type: 'RepositoryRole'; bypass_mode: 'always' };

export type RulesetFields = {
  name: string;
  target: 'branch' | 'tag';
  enforcement: 'active';
  bypass_actors: BypassActor[];
  conditions: { ref_name: { include: string[]; exclude: string[] } };
  rules: Rule[];
};

/**
 * GitHub's numbers of the roles that may be let past a ruleset, on github.com and on GitHub Enterprise Server. They are in no order:
 * https://github.com/github/rest-api-description/issues/7111
 */
const ROLES = { maintain: 2, admin: 5 } as const;

export interface Ruleset {
  /** It is found again by it. */
  readonly name: string;
  /** What `ref` is; a branch unless told. */
  readonly target?: 'branch' | 'tag';
  /** The full name of a branch or tag, a pattern of such, or `~DEFAULT_BRANCH`. */
  readonly ref: string;
  readonly rules: readonly Rule[];
  /** Who need not keep the rules; nobody unless told. */
  readonly bypass?: readonly (keyof typeof ROLES)[];
}

/** As GitHub takes it. */
export const rulesetFields = ({
  name,
  target = 'branch',
  ref,
  rules,
  bypass = [],
}: Ruleset): RulesetFields => ({
  name,
  target,
  enforcement: 'active',
  bypass_actors: bypass.map((role) => ({
    actor_id: ROLES[role],
    actor_type: 'RepositoryRole',
    bypass_mode: 'always',
  })),
  conditions: { ref_name: { include: [ref], exclude: [] } },
  rules: [...rules],
});

/** What GitHub says of a ruleset, as far as it decides whether it protects. */
export interface KeptRuleset {
  readonly target?: string;
  readonly enforcement: string;
  readonly bypass_actors?: readonly { readonly actor_id?: number | null; readonly actor_type: string }[];
  readonly conditions?:
    | { readonly ref_name?: { readonly include?: readonly string[]; readonly exclude?: readonly string[] } }
    | object
    | null;
  readonly rules?: readonly KeptRule[];
}

interface KeptRule {
  readonly type: string;
  readonly parameters?: { readonly required_status_checks?: RequiredChecks } | object;
}

type RequiredChecks = readonly { readonly context: string; readonly integration_id?: number }[];

/** Whether a ruleset that is there protects at least as `wanted` does: it is on, for the same refs, with these rules, and lets nobody else past. */
export function isKept(wanted: RulesetFields, kept: KeptRuleset): boolean {
  const { conditions } = kept;
  const refs = conditions && 'ref_name' in conditions ? conditions.ref_name : undefined;
  return (
    kept.enforcement === wanted.enforcement &&
    (kept.target ?? 'branch') === wanted.target &&
    wanted.conditions.ref_name.include.every((ref) => refs?.include?.includes(ref)) &&
    (refs?.exclude ?? []).length === 0 &&
    (kept.bypass_actors ?? []).every((actor) => isLetPast(wanted, actor)) &&
    wanted.rules.every((rule) => kept.rules?.some((one) => hasRule(rule, one)))
  );
}

const isLetPast = (
  { bypass_actors }: RulesetFields,
  { actor_id, actor_type }: { readonly actor_id?: number | null; readonly actor_type: string },
): boolean => bypass_actors.some((one) => one.actor_id === actor_id && one.actor_type === actor_type);

function hasRule(rule: Rule, { type, parameters = {} }: KeptRule): boolean {
  if (rule.type !== type) return false;
  if (rule.type !== 'required_status_checks') return true;
  const checks = 'required_status_checks' in parameters ? (parameters.required_status_checks ?? []) : [];
  return rule.parameters.required_status_checks.every((wanted) =>
    checks.some(
      ({ context, integration_id: app }) => context === wanted.context && app === wanted.integration_id,
    ),
  );
}

/** Rulesets of a repository itself, not those of its organisation. */
export interface RulesetReader {
  readonly rest: {
    readonly repos: {
      readonly getRepoRulesets: (
        parameters: RepositoryName & { includes_parents: false; per_page: number },
      ) => Promise<{ data: { id: number; name: string }[] }>;
    };
  };
}

/** The numbers of a repository's rulesets by their names. */
export async function listRulesets(
  client: RulesetReader,
  repository: RepositoryName,
): Promise<Map<string, number>> {
  const { data } = await client.rest.repos.getRepoRulesets({
    ...repository,
    includes_parents: false,
    per_page: 100,
  });
  return new Map(data.map(({ id, name }) => [name, id]));
}
