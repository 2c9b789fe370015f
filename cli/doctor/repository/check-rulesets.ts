import type { Octokit } from '@octokit/rest';
import { fullName, type RepositoryName } from '../../../core/github/repository-name.ts';
import { isKept, rulesetFields } from '../../../core/github/ruleset.ts';
import { LOG_KEY, VERSION_TAG_RULESET, VERSION_TAGS } from '../../../core/remembrancer/provision/index.ts';
import type { Finding } from '../finding.ts';
import { look } from './look.ts';

interface Seen {
  readonly client: Octokit;
  readonly name: RepositoryName;
}

/** Whether version tags, where runs at them may use the log key, are for maintainers, and what the default branch requires. */
export function checkRulesets({ client, name }: Seen): Promise<Finding[]> {
  return Promise.all([
    look('tags', undefined, () => checkTags({ client, name })),
    look('checks', undefined, () => checkDefaultBranch({ client, name })),
  ]);
}

async function checkTags({ client, name }: Seen): Promise<Finding> {
  const check = 'tags';
  const { repos } = client.rest;
  const environment = { ...name, environment_name: LOG_KEY.environment };
  const { data: allowed } = await repos.listDeploymentBranchPolicies({ ...environment, per_page: 100 });
  if (!allowed.branch_policies.some(({ type }) => type === VERSION_TAGS.type)) {
    return { check, status: 'ok', detail: 'No run at a tag may use the log key.' };
  }
  const wanted = rulesetFields(VERSION_TAG_RULESET);
  const { data: rulesets } = await repos.getRepoRulesets({ ...name, includes_parents: true, per_page: 100 });
  for (const { id: ruleset_id, target } of rulesets) {
    if (target !== wanted.target) continue;
    const { data } = await repos.getRepoRuleset({ ...name, ruleset_id, includes_parents: true });
    if (isKept(wanted, data)) {
      if (data.bypass_actors === undefined) return whoPasses(data.name);
      const detail = `Only maintainers and administrators make, move or delete tags ${VERSION_TAGS.name}.`;
      return { check, status: 'ok', detail };
    }
  }
  return {
    check,
    status: 'problem',
    detail: `Whoever can push a tag that the environment "${LOG_KEY.environment}" lets in can take the log key: no ruleset keeps tags ${VERSION_TAGS.name} for maintainers and administrators alone.`,
    remedy: `vaultmesh ledger init ${fullName(name)} --environment-secret makes it, and leaves the ledger as it is.`,
    code: 'policy',
  };
}

/** GitHub says who is let past a ruleset only to who may change it. */
const whoPasses = (ruleset: string): Finding => ({
  check: 'tags',
  status: 'unknown',
  detail: `The ruleset "${ruleset}" keeps tags ${VERSION_TAGS.name}; whom it lets past this token does not see.`,
  remedy: 'Give a token of an administrator in GH_TOKEN, or look at it on GitHub.',
});

async function checkDefaultBranch({ client, name }: Seen): Promise<Finding> {
  const check = 'checks';
  const { repos } = client.rest;
  const { default_branch: branch } = (await repos.get(name)).data;
  const { data: rules } = await repos.getBranchRules({ ...name, branch, per_page: 100 });
  const required = rules.flatMap((rule) =>
    rule.type === 'required_status_checks' ? (rule.parameters?.required_status_checks ?? []) : [],
  );
  if (required.length > 0) {
    const names = required.map(({ context }) => context).join(', ');
    return { check, status: 'ok', detail: `What comes into the branch "${branch}" has passed: ${names}.` };
  }
  return {
    check,
    status: 'advice',
    detail: `Nothing is required of what comes into the branch "${branch}", whose runs may use the log key.`,
    remedy: 'Require a pull request and its checks by a ruleset, under Settings > Rules.',
  };
}
