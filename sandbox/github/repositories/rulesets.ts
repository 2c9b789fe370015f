import { formatTime } from '../../../core/common/clock.ts';
import { ApiError, invalid } from '../http/api-error.ts';
import type { Fields } from '../http/fields.ts';
import type { Hub } from '../hub.ts';
import { isOrganization } from '../state/account.ts';
import type { Repository } from '../state/repository.ts';
import type { BypassRole, RequiredCheck, RuleType, Ruleset } from '../state/ruleset.ts';
import { BYPASS_ROLES, RULE_TYPES } from '../state/ruleset.ts';

/** The rulesets of a repository. Throws 403 where the plan of its owner has none for it. */
export function rulesetsOf({ owner, private: hidden, rulesets }: Repository): Ruleset[] {
  if (!hidden || !isOrganization(owner) || owner.plan !== 'free') return rulesets;
  throw new ApiError(403, 'Upgrade to GitHub Pro or make this repository public to enable this feature.');
}

/** Sets what the fields of a request say. Throws 422 for what the sandbox would not enforce. */
export function applyRuleset(ruleset: Ruleset, fields: Fields): void {
  ruleset.name = fields.optionalString('name') ?? ruleset.name;
  ruleset.target = fields.oneOf('target', ['branch', 'tag']) ?? ruleset.target;
  ruleset.enforcement =
    fields.oneOf('enforcement', ['active', 'disabled', 'evaluate']) ?? ruleset.enforcement;
  const refs = fields.object('conditions')?.object('ref_name');
  ruleset.include = refs?.strings('include') ?? ruleset.include;
  ruleset.exclude = refs?.strings('exclude') ?? ruleset.exclude;
  const repositories = fields.object('conditions')?.object('repository_name')?.strings('include') ?? ['~ALL'];
  if (repositories.join() !== '~ALL') {
    throw invalid('Ruleset', 'conditions', 'custom', 'The sandbox has rulesets for all repositories only');
  }
  const rules = fields.objects('rules');
  ruleset.rules = rules?.map(ruleType) ?? ruleset.rules;
  ruleset.checks = rules?.flatMap(checksOf) ?? ruleset.checks;
  ruleset.bypass = fields.objects('bypass_actors')?.map(bypassRole) ?? ruleset.bypass;
}

/** Who may be let past, as far as the sandbox knows them: roles, always. */
function bypassRole(actor: Fields): BypassRole {
  const id = actor.integer('actor_id');
  const role = BYPASS_NAMES.find((name) => BYPASS_ROLES[name] === id);
  const mode = actor.optionalString('bypass_mode') ?? 'always';
  if (actor.string('actor_type') === 'RepositoryRole' && mode === 'always' && role !== undefined) return role;
  throw invalid('Ruleset', 'bypass_actors', 'custom', 'Actor does not have write permissions');
}

const BYPASS_NAMES = Object.keys(BYPASS_ROLES) as BypassRole[];

/** How a ruleset begins that says nothing else. */
export const newRuleset = (hub: Hub, name: string): Ruleset => {
  const now = formatTime(hub.clock());
  return {
    ...{ id: hub.state.nextId(), name, target: 'branch', enforcement: 'active' },
    ...{ include: [], exclude: [], rules: [], checks: [], bypass: [] },
    ...{ createdAt: now, updatedAt: now },
  };
};

/** A rule that the sandbox does not enforce is refused rather than kept for show. */
function ruleType(rule: Fields): RuleType {
  const type = rule.oneOf('type', RULE_TYPES);
  if (type === undefined) throw invalid('Ruleset', 'rules', 'missing_field');
  if (type === 'pull_request') requireNoApprovals(rule);
  return type;
}

/** The sandbox counts no approvals. */
function requireNoApprovals(rule: Fields): void {
  const parameters = rule.object('parameters');
  const asked = [
    parameters?.boolean('require_code_owner_review'),
    parameters?.boolean('require_last_push_approval'),
    parameters?.boolean('required_review_thread_resolution'),
  ];
  if (parameters?.integer('required_approving_review_count') === 0 && !asked.includes(true)) return;
  throw invalid('Ruleset', 'rules', 'custom', 'The sandbox requires no approvals of a pull request');
}

function checksOf(rule: Fields): RequiredCheck[] {
  const parameters = rule.object('parameters');
  return (parameters?.objects('required_status_checks') ?? []).map((check) => {
    const app = check.integer('integration_id');
    return { context: check.string('context'), ...(app !== undefined && { app }) };
  });
}
