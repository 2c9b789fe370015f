import { formatTime } from '../../../core/common/clock.ts';
import { invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { paginate } from '../http/paginate.ts';
import { created, noContent, ok } from '../http/reply.ts';
import type { Guard, Route } from '../http/route.ts';
import { organization, repository, route } from '../http/route.ts';
import { requiredChecks, rulesFor } from '../access/rules-for.ts';
import { applyRuleset, newRuleset, rulesetsOf } from '../repositories/rulesets.ts';
import { nodeId } from '../render/node-id.ts';
import type { Schema } from '../render/schema.ts';
import { fullName } from '../state/repository.ts';
import type { RequiredCheck, RuleType, Ruleset } from '../state/ruleset.ts';
import { BYPASS_ROLES } from '../state/ruleset.ts';

interface Level {
  readonly path: string;
  readonly type: 'Repository' | 'Organization';
  readonly rulesets: (call: Call) => Ruleset[];
  readonly source: (call: Call) => string;
  readonly read: Guard;
  readonly write: Guard;
}

const LEVELS: readonly Level[] = [
  {
    path: '/repos/{owner}/{repo}/rulesets',
    type: 'Repository',
    rulesets: (call) => rulesetsOf(call.repository),
    source: (call) => fullName(call.repository),
    read: repository('metadata:read'),
    write: repository('administration:write'),
  },
  {
    path: '/orgs/{org}/rulesets',
    type: 'Organization',
    rulesets: (call) => call.organization.rulesets,
    source: (call) => call.organization.login,
    read: organization('organization_administration:write'),
    write: organization('organization_administration:write'),
  },
];

function renderRule(type: RuleType, checks: readonly RequiredCheck[]) {
  if (type === 'pull_request') return { type, parameters: NO_APPROVALS };
  if (type !== 'required_status_checks') return { type };
  return {
    type,
    parameters: {
      required_status_checks: checks.map(({ context, app }) => ({
        context,
        ...(app !== undefined && { integration_id: app }),
      })),
      strict_required_status_checks_policy: false,
    },
  };
}

const NO_APPROVALS = {
  required_approving_review_count: 0,
  dismiss_stale_reviews_on_push: false,
  require_code_owner_review: false,
  require_last_push_approval: false,
  required_review_thread_resolution: false,
};

function render(level: Level, call: Call, ruleset: Ruleset): Schema<'repository-ruleset'> {
  const { id, name, target, enforcement, include, exclude } = ruleset;
  const refName = { ref_name: { include, exclude } };
  return {
    id,
    name,
    target,
    source_type: level.type,
    source: level.source(call),
    enforcement,
    node_id: nodeId('RepositoryRuleset', id),
    bypass_actors: ruleset.bypass.map((role) => ({
      actor_id: BYPASS_ROLES[role],
      actor_type: 'RepositoryRole',
      bypass_mode: 'always',
    })),
    conditions:
      level.type === 'Repository'
        ? refName
        : { ...refName, repository_name: { include: ['~ALL'], exclude: [], protected: false } },
    rules: ruleset.rules.map((type) => renderRule(type, ruleset.checks)),
    created_at: ruleset.createdAt,
    updated_at: ruleset.updatedAt,
    _links: { self: { href: `${call.hub.addresses.api}${call.request.url.pathname}` } },
  };
}

function find(level: Level, call: Call): Ruleset {
  const id = call.id('ruleset_id');
  const ruleset = level.rulesets(call).find((one) => one.id === id);
  if (ruleset === undefined) throw notFound();
  return ruleset;
}

const routesOf = (level: Level): Route[] => [
  route(`GET ${level.path}`, level.read, (call) => {
    const { items, headers } = paginate(call, level.rulesets(call));
    return ok(
      items.map((ruleset) => render(level, call, ruleset)),
      headers,
    );
  }),
  route(`POST ${level.path}`, level.write, (call) => {
    const fields = call.fields('Ruleset');
    const name = fields.string('name');
    if (level.rulesets(call).some((one) => one.name === name)) {
      throw invalid('Ruleset', 'name', 'custom', 'Name must be unique');
    }
    const ruleset = newRuleset(call.hub, name);
    applyRuleset(ruleset, fields);
    level.rulesets(call).push(ruleset);
    return created(render(level, call, ruleset));
  }),
  route(`GET ${level.path}/{ruleset_id}`, level.read, (call) => ok(render(level, call, find(level, call)))),
  route(`PUT ${level.path}/{ruleset_id}`, level.write, (call) => {
    const ruleset = find(level, call);
    applyRuleset(ruleset, call.fields('Ruleset'));
    ruleset.updatedAt = formatTime(call.hub.clock());
    return ok(render(level, call, ruleset));
  }),
  route(`DELETE ${level.path}/{ruleset_id}`, level.write, (call) => {
    const rulesets = level.rulesets(call);
    rulesets.splice(rulesets.indexOf(find(level, call)), 1);
    return noContent();
  }),
];

/** Rulesets of repositories and organisations, and what they come to for one branch. */
export const rulesetRoutes = [
  ...LEVELS.flatMap(routesOf),
  route('GET /repos/{owner}/{repo}/rules/branches/{branch}', repository('metadata:read'), (call) => {
    const ref = `refs/heads/${call.param('branch')}`;
    const checks = requiredChecks(call.repository, ref);
    return ok([...rulesFor(call.repository, ref)].map((type) => renderRule(type, checks)));
  }),
];
