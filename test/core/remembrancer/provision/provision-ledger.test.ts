import { beforeAll, describe, expect, it } from '@jest/globals';
import sodium from 'libsodium-wrappers';
import {
  type LedgerProvisioner,
  protectLedger,
  provisionLedger,
} from '../../../../core/remembrancer/provision/index.ts';
import type { RulesetKeeper } from '../../../../core/github/ensure-ruleset.ts';
import { fromUtf8 } from '../../../../core/common/bytes.ts';
import {
  generateWitnessKey,
  githubStore,
  openNote,
  parseSignerKey,
  parseVerifierKey,
} from '../../../../core/remembrancer/ledger/index.ts';
import { fakeGitHub } from '../ledger/store/fake-github.ts';

const name = { owner: 'acme', repo: 'my-service' };
const repository = {
  id: 'R_1',
  name,
  defaultBranch: 'trunk',
  description: '',
  url: '',
  visibility: 'private' as const,
};
const origin = 'github.com/acme/my-service';
const witnessKey = generateWitnessKey('example.org/witness').verifierKey;
const order = { origin, witnesses: [witnessKey], forTags: true };

beforeAll(() => sodium.ready);

/** A repository whose secrets the test can open, as GitHub does for a workflow run. */
function github() {
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  const { ORIGINAL } = sodium.base64_variants;
  const branch = fakeGitHub();
  const state = {
    secrets: [] as string[],
    environments: 0,
    refs: [] as string[],
    rulesets: [] as string[],
    rules: [] as string[],
    ref: '',
  };
  const client: LedgerProvisioner & RulesetKeeper = {
    graphql: (query, variables) => branch.graphql(query, variables),
    request: (route, parameters) => branch.request(route, parameters),
    rest: {
      repos: {
        getEnvironment: () =>
          state.environments > 0
            ? Promise.resolve({ data: { deployment_branch_policy: { custom_branch_policies: true } } })
            : Promise.reject(Object.assign(new Error('Not Found'), { status: 404 })),
        createOrUpdateEnvironment: () => Promise.resolve(state.environments++),
        listDeploymentBranchPolicies: () =>
          Promise.resolve({
            data: {
              branch_policies: state.refs.map((ref) => ({
                type: ref.split(' ')[0]!,
                name: ref.split(' ')[1]!,
              })),
            },
          }),
        createDeploymentBranchPolicy: (policy) =>
          Promise.resolve(state.refs.push(`${policy.type} ${policy.name}`)),
        getRepoRulesets: () =>
          Promise.resolve({ data: state.rulesets.map((ruleset, id) => ({ id, name: ruleset })) }),
        createRepoRuleset: (ruleset) => {
          state.rulesets.push(ruleset.name);
          state.rules = ruleset.rules.map(({ type }) => type);
          [state.ref = ''] = ruleset.conditions.ref_name.include;
          return Promise.resolve({ data: { id: state.rulesets.length - 1 } });
        },
        getRepoRuleset: () =>
          Promise.resolve({
            data: {
              enforcement: 'active',
              conditions: { ref_name: { include: [state.ref], exclude: [] } },
              rules: state.rules.map((type) => ({ type })),
            },
          }),
        updateRepoRuleset: ({ rules }) => Promise.resolve((state.rules = rules.map(({ type }) => type))),
      },
      actions: {
        getEnvironmentSecret: () =>
          state.secrets.length > 0
            ? Promise.resolve({})
            : Promise.reject(Object.assign(new Error('Not Found'), { status: 404 })),
        getEnvironmentPublicKey: () =>
          Promise.resolve({ data: { key: sodium.to_base64(publicKey, ORIGINAL), key_id: '1' } }),
        createOrUpdateEnvironmentSecret: ({ encrypted_value }) => {
          const sealed = sodium.from_base64(encrypted_value, ORIGINAL);
          const opened = sodium.crypto_box_seal_open(sealed, publicKey, privateKey);
          return Promise.resolve(state.secrets.push(sodium.to_string(opened)));
        },
      },
    },
  };
  return { client, state, branch };
}

describe('a repository without a ledger', () => {
  it('gets an empty one that its own secret key signed, and that names the witness', async () => {
    const { client, state } = github();
    const { verifierKey, made } = await provisionLedger(client, repository, order);
    expect(made).toEqual({ environment: true, branch: true });
    expect(await protectLedger(client, name)).toBe(true);
    expect(state).toMatchObject({
      environments: 1,
      refs: ['branch trunk', 'tag v*'],
      rulesets: ['VaultMesh: the ledger only grows'],
    });
    expect(state.secrets).toHaveLength(1);
    const key = parseSignerKey(state.secrets[0]!);
    expect(key).toMatchObject({ name: origin, verifierKey });
    const { files } = await githubStore(client, name).read(['checkpoint', 'vkey', 'policy']);
    const text = (path: string) => fromUtf8(files.get(path)!);
    expect(text('vkey').trim()).toBe(key.verifierKey);
    expect(openNote(text('checkpoint'), [parseVerifierKey(key.verifierKey)]).text).toContain(
      `${origin}\n0\n`,
    );
    expect(text('policy')).toContain(witnessKey);
  });
});

describe('a ruleset that was made before merges were forbidden', () => {
  it('gets the rule, and stays one ruleset', async () => {
    const { client, state } = github();
    await protectLedger(client, name);
    const { rules } = structuredClone(state);
    expect(rules).toContain('required_linear_history');
    state.rules = ['deletion', 'non_fast_forward'];
    expect(await protectLedger(client, name)).toBe(true);
    expect([state.rules, state.rulesets]).toEqual([rules, ['VaultMesh: the ledger only grows']]);
    expect(await protectLedger(client, name)).toBe(false);
  });
});

describe('a repository that was set up before', () => {
  it('stays as it is', async () => {
    const { client, state, branch } = github();
    const { verifierKey } = await provisionLedger(client, repository, order);
    await protectLedger(client, name);
    const before = structuredClone(state);
    branch.forget();
    expect(await provisionLedger(client, repository, order)).toEqual({
      verifierKey,
      made: { environment: false, branch: false },
    });
    expect(await protectLedger(client, name)).toBe(false);
    expect(state).toEqual(before);
    expect(branch.requests).toEqual(['query']);
  });

  it('up to the key gets another key, since the first was never used', async () => {
    const { client, state, branch } = github();
    branch.faultAt(1, { when: 'before', error: new Error('killed') });
    await expect(provisionLedger(client, repository, order)).rejects.toThrow('killed');
    expect(state.secrets).toHaveLength(1);
    expect((await provisionLedger(client, repository, order)).made.branch).toBe(true);
    const { files } = await githubStore(client, name).read(['vkey']);
    expect(parseSignerKey(state.secrets.at(-1)!).verifierKey).toBe(fromUtf8(files.get('vkey')!).trim());
  });

  it('up to a branch whose answer was lost goes on', async () => {
    const { client, state, branch } = github();
    branch.faultAt(3, { when: 'after', error: Object.assign(new Error('lost'), { status: 500 }) });
    expect((await provisionLedger(client, repository, order)).made.branch).toBe(true);
    expect(state.secrets).toHaveLength(1);
  });

  it('but lost its key is not given another one: it is told what to repair', async () => {
    const { client, state } = github();
    await provisionLedger(client, repository, order);
    state.secrets.length = 0;
    await expect(provisionLedger(client, repository, order)).rejects.toMatchObject({
      code: 'incomplete',
      message: expect.stringContaining('gh secret set VAULTMESH_LOG_KEY --env ledger --repo acme/my-service'),
    });
    expect(state.secrets).toEqual([]);
  });

  it('with a ruleset for one branch gets another for another branch', async () => {
    const { client, state } = github();
    await protectLedger(client, name);
    expect(await protectLedger(client, name, 'ledger-2')).toBe(true);
    expect(state.rulesets).toHaveLength(2);
  });

  it('by somebody else at this moment is not taken for ours: the key would not fit', async () => {
    const { client } = github();
    const { actions } = client.rest;
    let rival: Promise<unknown> | undefined;
    const raced: LedgerProvisioner = {
      ...client,
      rest: {
        ...client.rest,
        actions: {
          ...actions,
          createOrUpdateEnvironmentSecret: async (secret) => {
            await actions.createOrUpdateEnvironmentSecret(secret);
            rival ??= provisionLedger(client, repository, order);
            return rival;
          },
        },
      },
    };
    await expect(provisionLedger(raced, repository, order)).rejects.toMatchObject({
      code: 'incomplete',
      message: expect.stringContaining('somebody else made'),
    });
  });
});
