import { findOrMake, NO_RETRY } from './find-or-make.ts';
import type { RepositoryName } from './repository-name.ts';

/** Types and no interfaces, for Octokit's parameters take those only. */
type Rule =
  | { type: 'deletion' | 'non_fast_forward' | 'required_linear_history' }
  | {
      type: 'required_status_checks';
      parameters: {
        required_status_checks: { context: string; integration_id: number }[];
        strict_required_status_checks_policy: boolean;
      };
    };

type RulesetFields = {
  name: string;
  target: 'branch';
  enforcement: 'active';
  conditions: { ref_name: { include: string[]; exclude: string[] } };
  rules: Rule[];
};

interface KeptRule {
  readonly type: string;
  readonly parameters?: { readonly required_status_checks?: readonly RequiredCheck[] } | object;
}

interface RequiredCheck {
  readonly context: string;
  readonly integration_id?: number;
}

export interface RulesetKeeper {
  readonly rest: {
    readonly repos: {
      readonly getRepoRulesets: (
        parameters: RepositoryName & { includes_parents: false; per_page: number },
      ) => Promise<{ data: { id: number; name: string }[] }>;
      readonly getRepoRuleset: (
        parameters: RepositoryName & { ruleset_id: number; includes_parents: false },
      ) => Promise<{ data: { rules?: KeptRule[] } }>;
      readonly createRepoRuleset: (
        parameters: RepositoryName & RulesetFields & { request: { retries: number } },
      ) => Promise<{ data: { id: number } }>;
      readonly updateRepoRuleset: (
        parameters: RepositoryName & RulesetFields & { ruleset_id: number },
      ) => Promise<unknown>;
    };
  };
}

/** Rules that nobody may bypass. */
export interface Ruleset {
  /** It is found again by it. */
  readonly name: string;
  /** The full name of a branch, or `~DEFAULT_BRANCH`. */
  readonly ref: string;
  readonly rules: readonly Rule[];
}

/** Keeps a ruleset. One of its name that lacks any of the rules gets these instead of its own. False when it was there as it should be. */
export async function ensureRuleset(
  client: RulesetKeeper,
  repository: RepositoryName,
  { name, ref, rules }: Ruleset,
): Promise<boolean> {
  const { repos } = client.rest;
  const fields: RulesetFields = {
    name,
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: [ref], exclude: [] } },
    rules: [...rules],
  };
  const { thing: ruleset_id, made } = await findOrMake(
    async () => {
      const { data } = await repos.getRepoRulesets({ ...repository, includes_parents: false, per_page: 100 });
      return data.find((ruleset) => ruleset.name === name)?.id;
    },
    async () => (await repos.createRepoRuleset({ ...repository, ...fields, ...NO_RETRY })).data.id,
  );
  if (made) return true;
  const { data } = await repos.getRepoRuleset({ ...repository, ruleset_id, includes_parents: false });
  if (rules.every((rule) => data.rules?.some((kept) => isKept(rule, kept)))) return false;
  await repos.updateRepoRuleset({ ...repository, ...fields, ruleset_id });
  return true;
}

function isKept(rule: Rule, { type, parameters = {} }: KeptRule): boolean {
  if (rule.type !== type) return false;
  if (rule.type !== 'required_status_checks') return true;
  const checks = 'required_status_checks' in parameters ? (parameters.required_status_checks ?? []) : [];
  return rule.parameters.required_status_checks.every((wanted) =>
    checks.some(
      ({ context, integration_id: app }) => context === wanted.context && app === wanted.integration_id,
    ),
  );
}
