import { expect, it } from '@jest/globals';
import { ensureEnvironment, type EnvironmentKeeper } from '../../../core/github/ensure-environment.ts';

const REPOSITORY = { owner: 'acme', repo: 'platform' };
const MAIN = { name: 'main', type: 'branch' } as const;
const TAGS = { name: 'v*', type: 'tag' } as const;

/** A repository with an environment that chooses its refs, does not, or is not there. */
function repository(
  environment: 'custom' | 'open' | undefined,
  policies: { name?: string; type?: string }[] = [],
) {
  const calls: string[] = [];
  const client: EnvironmentKeeper = {
    rest: {
      repos: {
        getEnvironment: () =>
          environment === undefined
            ? Promise.reject(Object.assign(new Error('Not Found'), { status: 404 }))
            : Promise.resolve({
                data: {
                  deployment_branch_policy:
                    environment === 'custom' ? { custom_branch_policies: true } : null,
                },
              }),
        createOrUpdateEnvironment: () => Promise.resolve(calls.push('write environment')),
        listDeploymentBranchPolicies: () => Promise.resolve({ data: { branch_policies: policies } }),
        createDeploymentBranchPolicy: ({ name, type }) => Promise.resolve(calls.push(`add ${type} ${name}`)),
      },
    },
  };
  return { client, calls };
}

it('makes an environment for the default branch and release tags only', async () => {
  const { client, calls } = repository(undefined);
  await ensureEnvironment(client, REPOSITORY, 'ledger', [MAIN, TAGS]);
  expect(calls).toEqual(['write environment', 'add branch main', 'add tag v*']);
});

it('closes an environment that is open to every ref', async () => {
  const { client, calls } = repository('open');
  await ensureEnvironment(client, REPOSITORY, 'ledger', [MAIN]);
  expect(calls).toEqual(['write environment', 'add branch main']);
});

it('leaves an environment as people have set it, and adds what is missing', async () => {
  const { client, calls } = repository('custom', [{ name: 'main' }, { name: 'v*', type: 'branch' }]);
  await ensureEnvironment(client, REPOSITORY, 'ledger', [MAIN, TAGS]);
  expect(calls).toEqual(['add tag v*']);
});
