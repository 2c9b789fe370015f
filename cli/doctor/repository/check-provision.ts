import type { Octokit } from '@octokit/rest';
import { fullName, type RepositoryName } from '../../../core/github/repository-name.ts';
import { found } from '../../../core/github/status.ts';
import { LEDGER, LOG_KEY } from '../../../core/remembrancer/provision/index.ts';
import type { Finding } from '../finding.ts';
import { look } from './look.ts';

const WORKFLOW = 'vaultmesh-record.yml';

/** What keeps a branch from being deleted and from being rewritten. */
const RULES = ['deletion', 'non_fast_forward'] as const;

/** A caller that sees whether something is there: who may administer the repository. */
interface Seen {
  readonly client: Octokit;
  readonly name: RepositoryName;
  readonly isAdmin: boolean;
}

/** Environment, secret, ruleset and workflow of a repository's ledger, as far as they can be seen. */
export function checkProvision({ client, name, isAdmin }: Seen): Promise<Finding[]> {
  const { actions, repos } = client.rest;
  const environment = { ...name, environment_name: LOG_KEY.environment };
  const init = `vaultmesh ledger init ${fullName(name)} --environment-secret`;
  const whenAdmin = (detail: string, remedy: string) => (isAdmin ? { detail, remedy } : undefined);
  return Promise.all([
    look('environment', whenAdmin(`There is no environment "${LOG_KEY.environment}".`, init), async () => {
      const { data } = await repos.getEnvironment(environment);
      const isChosen = data.deployment_branch_policy?.custom_branch_policies === true;
      return isChosen
        ? { check: 'environment', status: 'ok', detail: 'Only refs that it names may use the log key.' }
        : {
            check: 'environment',
            status: 'problem',
            detail: `Runs of every branch may use the environment "${LOG_KEY.environment}", and so the log key.`,
            remedy:
              'Under Settings > Environments choose "Selected branches and tags": the default branch, and v* where runs at tags record releases.',
            code: 'policy',
          };
    }),
    look(
      'secret',
      whenAdmin(
        `The environment "${LOG_KEY.environment}" has no secret ${LOG_KEY.secret}.`,
        `Store the key again (gh secret set ${LOG_KEY.secret} --env ${LOG_KEY.environment} --repo ${fullName(name)}), ` +
          'or begin the next ledger with "vaultmesh ledger succeed".',
      ),
      async () => {
        const { data } = await actions.getEnvironmentSecret({ ...environment, secret_name: LOG_KEY.secret });
        return { check: 'secret', status: 'ok', detail: `${data.name} is there, of ${data.updated_at}.` };
      },
    ),
    look('ruleset', undefined, async () => {
      const { data } = await repos.getBranchRules({ ...name, branch: LEDGER, per_page: 100 });
      const lacks = RULES.filter((rule) => !data.some(({ type }) => type === rule));
      if (lacks.length === 0) {
        return {
          check: 'ruleset',
          status: 'ok',
          detail: `Nobody may delete or rewrite the branch "${LEDGER}".`,
        };
      }
      return {
        check: 'ruleset',
        status: 'problem',
        detail: `No ruleset forbids on the branch "${LEDGER}": ${lacks.join(', ')}.`,
        remedy: `${init} makes it, and leaves the ledger as it is.`,
        code: 'policy',
      };
    }),
    look('workflow', undefined, () => checkWorkflow({ client, name })),
  ]);
}

async function checkWorkflow({ client, name }: Pick<Seen, 'client' | 'name'>): Promise<Finding> {
  const check = 'workflow';
  const workflow = await found(client.rest.actions.getWorkflow({ ...name, workflow_id: WORKFLOW }));
  if (workflow === undefined) {
    return {
      check,
      status: 'advice',
      detail: `There is no ${WORKFLOW}; the app needs it to have decisions recorded.`,
      remedy:
        'Comment /adopt ledger where the app is installed. A workflow of your own can record releases without it.',
    };
  }
  const { state } = workflow.data;
  if (state === 'active') return { check, status: 'ok', detail: `${WORKFLOW} is active.` };
  return {
    check,
    status: 'problem',
    detail: `${WORKFLOW} is ${state}.`,
    remedy: `gh workflow enable ${WORKFLOW} --repo ${fullName(name)}`,
    code: 'policy',
  };
}
