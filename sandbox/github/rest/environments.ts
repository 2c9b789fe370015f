import { formatTime } from '../../../core/common/clock.ts';
import { invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { noContent, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import type { Hub } from '../hub.ts';
import { nodeId } from '../render/node-id.ts';
import { repositoryPage, repositoryUrl } from '../render/repository-urls.ts';
import type { Schema } from '../render/schema.ts';
import type { BranchPolicy, Environment } from '../state/environment.ts';
import type { Repository } from '../state/repository.ts';
import { SecretStore } from '../state/secret-store.ts';
import { VariableStore } from '../state/variable-store.ts';

/** The environment of the path. Throws 404. */
export function environmentOf(call: Call): Environment {
  const environment = call.repository.environments.get(call.param('environment_name'));
  if (environment === undefined) throw notFound();
  return environment;
}

function render(hub: Hub, repository: Repository, environment: Environment): Schema<'environment'> {
  const { id, name, deploymentBranchPolicy: policy } = environment;
  const path = encodeURIComponent(name);
  return {
    id,
    node_id: nodeId('Environment', id),
    name,
    url: `${repositoryUrl(hub, repository)}/environments/${path}`,
    html_url: `${repositoryPage(hub, repository)}/deployments/activity_log?environments_filter=${path}`,
    created_at: environment.createdAt,
    updated_at: environment.updatedAt,
    protection_rules:
      policy === undefined ? [] : [{ id, node_id: nodeId('Gate', id), type: 'branch_policy' }],
    deployment_branch_policy: policy ?? null,
  };
}

const renderPolicy = (policy: BranchPolicy): Schema<'deployment-branch-policy'> => ({
  id: policy.id,
  node_id: nodeId('GateBranchPolicy', policy.id),
  name: policy.name,
  type: policy.type,
});

const POLICIES = '/repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies';

/** Environments, and which branches and tags may use them. */
export const environmentRoutes = [
  route('GET /repos/{owner}/{repo}/environments', repository('actions:read'), (call) => {
    const all = [...call.repository.environments.values()];
    const environments = all.map((one) => render(call.hub, call.repository, one));
    return ok({ total_count: environments.length, environments });
  }),

  route(
    'PUT /repos/{owner}/{repo}/environments/{environment_name}',
    repository('administration:write'),
    (call) => {
      const { hub, repository } = call;
      const name = call.param('environment_name');
      const now = formatTime(hub.clock());
      const fields = call.fields('Environment');
      const wanted = fields.object('deployment_branch_policy');
      const policy = wanted && {
        protected_branches: wanted.boolean('protected_branches') ?? false,
        custom_branch_policies: wanted.boolean('custom_branch_policies') ?? false,
      };
      if (policy !== undefined && policy.protected_branches === policy.custom_branch_policies) {
        throw invalid(
          'Environment',
          'deployment_branch_policy',
          'invalid',
          'Exactly one of both must be true',
        );
      }
      const environment: Environment = repository.environments.get(name) ?? {
        id: hub.state.nextId(),
        name,
        deploymentBranchPolicy: undefined,
        branchPolicies: [],
        secrets: new SecretStore(),
        variables: new VariableStore(),
        createdAt: now,
        updatedAt: now,
      };
      environment.deploymentBranchPolicy = policy;
      environment.updatedAt = now;
      repository.environments.set(name, environment);
      return ok(render(hub, repository, environment));
    },
  ),

  route('GET /repos/{owner}/{repo}/environments/{environment_name}', repository('actions:read'), (call) =>
    ok(render(call.hub, call.repository, environmentOf(call))),
  ),

  route(
    'DELETE /repos/{owner}/{repo}/environments/{environment_name}',
    repository('administration:write'),
    (call) => {
      call.repository.environments.delete(environmentOf(call).name);
      return noContent();
    },
  ),

  route(`GET ${POLICIES}`, repository('actions:read'), (call) => {
    const branch_policies = environmentOf(call).branchPolicies.map(renderPolicy);
    return ok({ total_count: branch_policies.length, branch_policies });
  }),

  route(`POST ${POLICIES}`, repository('administration:write'), (call) => {
    const environment = environmentOf(call);
    const fields = call.fields('DeploymentBranchPolicy');
    const name = fields.string('name');
    const type = fields.oneOf('type', ['branch', 'tag']) ?? 'branch';
    const known = environment.branchPolicies.find((one) => one.name === name && one.type === type);
    if (known !== undefined) {
      return { status: 303, headers: { location: `${call.request.url.href}/${known.id}` } };
    }
    if (environment.deploymentBranchPolicy?.custom_branch_policies !== true) throw notFound();
    const policy = { id: call.hub.state.nextId(), name, type };
    environment.branchPolicies.push(policy);
    return ok(renderPolicy(policy));
  }),

  route(`GET ${POLICIES}/{branch_policy_id}`, repository('actions:read'), (call) => {
    const id = call.id('branch_policy_id');
    const policy = environmentOf(call).branchPolicies.find((one) => one.id === id);
    if (policy === undefined) throw notFound();
    return ok(renderPolicy(policy));
  }),

  route(`DELETE ${POLICIES}/{branch_policy_id}`, repository('administration:write'), (call) => {
    const { branchPolicies } = environmentOf(call);
    const id = call.id('branch_policy_id');
    const index = branchPolicies.findIndex((one) => one.id === id);
    if (index < 0) throw notFound();
    branchPolicies.splice(index, 1);
    return noContent();
  }),
];
