import { formatTime } from '../../../core/common/clock.ts';
import { invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Fields } from '../http/fields.ts';
import { paginate } from '../http/paginate.ts';
import { created, noContent, ok } from '../http/reply.ts';
import type { Guard, Route } from '../http/route.ts';
import { organization, repository, route } from '../http/route.ts';
import { requiredChecks, rulesFor } from '../access/rules-for.ts';
import { nodeId } from '../render/node-id.ts';
import type { Schema } from '../render/schema.ts';
import { fullName } from '../state/repository.ts';
import type { RequiredCheck, RuleType, Ruleset } from '../state/ruleset.ts';
import { RULE_TYPES } from '../state/ruleset.ts';

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
    rulesets: (call) => call.repository.rulesets,
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

function apply(ruleset: Ruleset, fields: Fields): void {
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
}

/** A rule that the sandbox does not enforce is refused rather than kept for show. */
function ruleType(rule: Fields): RuleType {
  const type = rule.oneOf('type', RULE_TYPES);
  if (type === undefined) throw invalid('Ruleset', 'rules', 'missing_field');
  return type;
}

function checksOf(rule: Fields): RequiredCheck[] {
  const parameters = rule.object('parameters');
  return (parameters?.objects('required_status_checks') ?? []).map((check) => {
    const app = check.integer('integration_id');
    return { context: check.string('context'), ...(app !== undefined && { app }) };
  });
}

const renderRule = (type: RuleType, checks: readonly RequiredCheck[]) =>
  type === 'required_status_checks'
    ? {
        type,
        parameters: {
          required_status_checks: checks.map(({ context, app }) => ({
            context,
            ...(app !== undefined && { integration_id: app }),
          })),
          strict_required_status_checks_policy: false,
        },
      }
    : { type };

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
    bypass_actors: [],
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
    const now = formatTime(call.hub.clock());
    const ruleset: Ruleset = {
      id: call.hub.state.nextId(),
      name,
      target: 'branch',
      enforcement: 'active',
      include: [],
      exclude: [],
      rules: [],
      checks: [],
      createdAt: now,
      updatedAt: now,
    };
    apply(ruleset, fields);
    level.rulesets(call).push(ruleset);
    return created(render(level, call, ruleset));
  }),
  route(`GET ${level.path}/{ruleset_id}`, level.read, (call) => ok(render(level, call, find(level, call)))),
  route(`PUT ${level.path}/{ruleset_id}`, level.write, (call) => {
    const ruleset = find(level, call);
    apply(ruleset, call.fields('Ruleset'));
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
