import { describe, expect, it } from '@jest/globals';
import sodium from 'libsodium-wrappers';
import { ALL_EVENTS, ALL_PERMISSIONS, appOctokit, userOctokit, withGitHub } from './with-github.ts';

const sandbox = withGitHub();

async function newRepository(name: string): Promise<{ owner: string; repo: string }> {
  await sandbox.world.ada.repos.createInOrg({ org: 'acme', name, auto_init: true });
  return { owner: 'acme', repo: name };
}

async function sealed(value: string, key: { key: string; key_id: string }) {
  await sodium.ready;
  const box = sodium.crypto_box_seal(Buffer.from(value), Buffer.from(key.key, 'base64'));
  return { encrypted_value: Buffer.from(box).toString('base64'), key_id: key.key_id };
}

const gone = { status: 404 };

describe('accounts', () => {
  it('have repositories, organisations and roles', async () => {
    const { ada, bob } = sandbox.world;
    await ada.repos.createForAuthenticatedUser({ name: 'own', auto_init: true });
    expect((await bob.repos.listForUser({ username: 'ada' })).data.map((one) => one.full_name)).toEqual([
      'ada/own',
    ]);
    expect((await ada.orgs.listForAuthenticatedUser()).data.map((one) => one.login)).toEqual(['acme']);
    const member = { org: 'acme', username: 'ada' };
    expect((await ada.orgs.getMembershipForUser(member)).data.role).toBe('admin');
    await ada.orgs.checkMembershipForUser(member);
    await expect(ada.orgs.checkMembershipForUser({ ...member, username: 'bob' })).rejects.toMatchObject(gone);
    expect((await userOctokit(sandbox.world.github).request('GET /zen')).data).toContain('awesome');
  });

  it('have installed apps, on all repositories or on some', async () => {
    const { github, ada } = sandbox.world;
    const place = await newRepository('installed');
    const app = github.registerApp({
      slug: 'tidy',
      webhookUrl: 'http://127.0.0.1:9/',
      webhookSecret: 'x',
      permissions: ALL_PERMISSIONS,
      events: ALL_EVENTS,
    });
    const { id } = github.installApp({ slug: 'tidy', account: 'acme', repositories: ['installed'] });
    const mine = github.installApp({ slug: 'tidy', account: 'ada' });
    const itself = appOctokit(github, app);
    expect((await ada.apps.getBySlug({ app_slug: 'tidy' })).data?.id).toBe(app.id);
    expect((await itself.apps.getInstallation({ installation_id: id })).data.target_type).toBe(
      'Organization',
    );
    expect((await itself.apps.getUserInstallation({ username: 'ada' })).data.id).toBe(mine.id);
    const { data } = await ada.repos.get(place);
    await ada.apps.removeRepoFromInstallationForAuthenticatedUser({
      installation_id: id,
      repository_id: data.id,
    });
    const reader = appOctokit(github, app, id);
    expect((await reader.apps.listReposAccessibleToInstallation()).data.total_count).toBe(0);
  });
});

describe('a repository', () => {
  it('forgets topics, collaborators, immutability and reactions', async () => {
    const { ada, bob } = sandbox.world;
    const place = await newRepository('forgets');
    expect((await ada.repos.getAllTopics(place)).data.names).toEqual([]);
    await ada.repos.addCollaborator({ ...place, username: 'bob', permission: 'push' });
    await ada.repos.removeCollaborator({ ...place, username: 'bob' });
    const level = await ada.repos.getCollaboratorPermissionLevel({ ...place, username: 'bob' });
    expect(level.data.role_name).toBe('read');
    const immutable = '/repos/{owner}/{repo}/immutable-releases';
    await ada.request(`PUT ${immutable}`, place);
    expect((await ada.request(`GET ${immutable}`, place)).data.enabled).toBe(true);
    await ada.request(`DELETE ${immutable}`, place);
    await expect(ada.request(`GET ${immutable}`, place)).rejects.toMatchObject(gone);
    const readme = await ada.repos.getReadme(place);
    expect(Buffer.from(readme.data.content, 'base64').toString()).toBe('# forgets\n');
    const issue = await ada.issues.create({ ...place, title: 'x' });
    const at = { ...place, issue_number: issue.data.number };
    const reaction = await bob.reactions.createForIssue({ ...at, content: 'heart' });
    const comment = await bob.issues.createComment({ ...at, body: 'y' });
    const on = { ...place, comment_id: comment.data.id };
    const second = await bob.reactions.createForIssueComment({ ...on, content: 'heart' });
    await bob.reactions.deleteForIssueComment({ ...on, reaction_id: second.data.id });
    await expect(
      ada.reactions.deleteForIssue({ ...at, reaction_id: reaction.data.id }),
    ).rejects.toMatchObject(gone);
    await bob.reactions.deleteForIssue({ ...at, reaction_id: reaction.data.id });
    expect((await ada.reactions.listForIssue(at)).data).toEqual([]);
  });

  it('takes back a draft, its files and its name for them', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('drafts');
    const draft = await ada.repos.createRelease({ ...place, tag_name: 'v1', draft: true });
    const at = { ...place, release_id: draft.data.id };
    const upload = { ...at, url: draft.data.upload_url, name: 'ä b.txt', data: 'x' };
    const asset = await ada.repos.uploadReleaseAsset(upload);
    expect(asset.data.name).toBe('.b.txt');
    const one = { ...place, asset_id: asset.data.id };
    expect((await ada.repos.updateReleaseAsset({ ...one, name: 'c.txt' })).data.name).toBe('c.txt');
    await ada.repos.deleteReleaseAsset(one);
    expect((await ada.repos.getRelease(at)).data.assets).toEqual([]);
    await ada.repos.deleteRelease(at);
    await expect(ada.repos.getRelease(at)).rejects.toMatchObject(gone);
  });

  it('keeps rulesets of its own and of its organisation', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('rules');
    const rules = [{ type: 'deletion' as const }];
    const conditions = { ref_name: { include: ['refs/heads/kept'], exclude: [] } };
    const ruleset = {
      name: 'keep',
      target: 'branch' as const,
      enforcement: 'active' as const,
      conditions,
      rules,
    };
    const own = await ada.repos.createRepoRuleset({ ...place, ...ruleset });
    const its = { ...place, ruleset_id: own.data.id };
    await ada.repos.updateRepoRuleset({ ...its, enforcement: 'disabled' });
    const main = await ada.git.getRef({ ...place, ref: 'heads/main' });
    const create = () => ada.git.createRef({ ...place, ref: 'refs/heads/kept', sha: main.data.object.sha });
    await create();
    await ada.git.deleteRef({ ...place, ref: 'heads/kept' });
    await create();
    const org = await ada.repos.createOrgRuleset({
      org: 'acme',
      ...ruleset,
      conditions: { ...conditions, repository_name: { include: ['~ALL'], exclude: [] } },
    });
    const theirs = { org: 'acme', ruleset_id: org.data.id };
    await expect(ada.git.deleteRef({ ...place, ref: 'heads/kept' })).rejects.toMatchObject({ status: 422 });
    expect((await ada.repos.getOrgRulesets({ org: 'acme' })).data).toHaveLength(1);
    expect((await ada.repos.getOrgRuleset(theirs)).data.name).toBe('keep');
    await ada.repos.updateOrgRuleset({ ...theirs, enforcement: 'disabled' });
    await ada.git.deleteRef({ ...place, ref: 'heads/kept' });
    await ada.repos.deleteOrgRuleset(theirs);
    await ada.repos.deleteRepoRuleset(its);
    const unknown = { ...ruleset, name: 'other', rules: [{ type: 'required_signatures' as const }] };
    await expect(ada.repos.createRepoRuleset({ ...place, ...unknown })).rejects.toMatchObject({
      status: 422,
    });
  });

  it('makes rulesets by one mutation, of which one that is refused stops no other', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('by-graphql');
    const { node_id: sourceId } = (await ada.repos.get(place)).data;
    const input = (name: string, type: string) => ({
      ...{ sourceId, name, target: 'TAG', enforcement: 'ACTIVE' },
      bypassActors: [{ repositoryRoleDatabaseId: 2, bypassMode: 'ALWAYS' }],
      conditions: { refName: { include: ['refs/tags/v*'], exclude: [] } },
      rules: [{ type }],
    });
    const mutation = `mutation ($a: CreateRepositoryRulesetInput!, $b: CreateRepositoryRulesetInput!) {
      a: createRepositoryRuleset(input: $a) { clientMutationId }
      again: createRepositoryRuleset(input: $a) { clientMutationId }
      b: createRepositoryRuleset(input: $b) { clientMutationId }
    }`;
    await expect(
      ada.graphql(mutation, { a: input('one', 'CREATION'), b: input('two', 'UPDATE') }),
    ).rejects.toThrow('Name must be unique');
    const { data } = await ada.repos.getRepoRulesets(place);
    expect(data.map(({ name }) => name)).toEqual(['one', 'two']);
    const { data: one } = await ada.repos.getRepoRuleset({ ...place, ruleset_id: data[0]!.id });
    expect(one).toMatchObject({
      target: 'tag',
      enforcement: 'active',
      bypass_actors: [{ actor_id: 2, actor_type: 'RepositoryRole', bypass_mode: 'always' }],
      rules: [{ type: 'creation' }],
    });
  });

  it('takes no merge into a branch with a linear history', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('linear');
    const { sha } = (await ada.git.getRef({ ...place, ref: 'heads/main' })).data.object;
    const { tree } = (await ada.git.getCommit({ ...place, commit_sha: sha })).data;
    const commit = async (parents: string[]) =>
      (await ada.git.createCommit({ ...place, message: 'next', tree: tree.sha, parents })).data.sha;
    await ada.repos.createRepoRuleset({
      ...place,
      name: 'linear',
      target: 'branch',
      enforcement: 'active',
      conditions: { ref_name: { include: ['refs/heads/main'], exclude: [] } },
      rules: [{ type: 'required_linear_history' }],
    });
    const next = await commit([sha]);
    const merge = await commit([sha, next]);
    const move = (to: string) => ada.git.updateRef({ ...place, ref: 'heads/main', sha: to });
    await expect(move(merge)).rejects.toMatchObject({ status: 422 });
    await move(next);
  });

  it('takes no commit into a branch whose updates are restricted', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('restricted');
    await ada.repos.createRepoRuleset({
      ...place,
      name: 'restricted',
      target: 'branch',
      enforcement: 'active',
      conditions: { ref_name: { include: ['refs/heads/main'], exclude: [] } },
      rules: [{ type: 'update' }],
    });
    const write = (branch: string) =>
      ada.repos.createOrUpdateFileContents({
        ...place,
        ...{ branch, path: 'a.txt', message: 'x', content: Buffer.from('x').toString('base64') },
      });
    await expect(write('main')).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Cannot update this protected ref.'),
    });
    const { sha } = (await ada.git.getRef({ ...place, ref: 'heads/main' })).data.object;
    await ada.git.createRef({ ...place, ref: 'refs/heads/free', sha });
    await write('free');
  });
});

describe('settings of workflows', () => {
  it('are listed, shown and deleted at every level', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('levels');
    const env = { ...place, environment_name: 'ledger' };
    await ada.repos.createOrUpdateEnvironment(env);
    const repoKey = (await ada.actions.getRepoPublicKey(place)).data;
    await ada.actions.createOrUpdateRepoSecret({
      ...place,
      secret_name: 'S',
      ...(await sealed('v', repoKey)),
    });
    expect((await ada.actions.listRepoSecrets(place)).data.total_count).toBe(1);
    expect((await ada.actions.getRepoSecret({ ...place, secret_name: 'S' })).data.name).toBe('S');
    await ada.actions.deleteRepoSecret({ ...place, secret_name: 'S' });
    const envKey = (await ada.actions.getEnvironmentPublicKey(env)).data;
    await ada.actions.createOrUpdateEnvironmentSecret({
      ...env,
      secret_name: 'S',
      ...(await sealed('v', envKey)),
    });
    expect((await ada.actions.getEnvironmentSecret({ ...env, secret_name: 'S' })).data.name).toBe('S');
    await ada.actions.deleteEnvironmentSecret({ ...env, secret_name: 'S' });
    const org = { org: 'acme', secret_name: 'S' };
    const orgKey = (await ada.actions.getOrgPublicKey(org)).data;
    await ada.actions.createOrUpdateOrgSecret({ ...org, visibility: 'all', ...(await sealed('v', orgKey)) });
    expect((await ada.actions.listOrgSecrets(org)).data.total_count).toBe(1);
    expect((await ada.actions.getOrgSecret(org)).data.visibility).toBe('all');
    await ada.actions.deleteOrgSecret(org);
    await expect(ada.actions.getOrgSecret(org)).rejects.toMatchObject(gone);

    await ada.actions.createEnvironmentVariable({ ...env, name: 'V', value: '1' });
    await ada.actions.updateEnvironmentVariable({ ...env, name: 'V', value: '2' });
    expect((await ada.actions.getEnvironmentVariable({ ...env, name: 'V' })).data.value).toBe('2');
    expect((await ada.actions.listEnvironmentVariables(env)).data.total_count).toBe(1);
    expect(sandbox.world.github.variablesFor({ ...place, environment: 'ledger' })).toEqual({ V: '2' });
    await ada.actions.deleteEnvironmentVariable({ ...env, name: 'V' });
    await ada.actions.createRepoVariable({ ...place, name: 'V', value: '1' });
    expect((await ada.actions.getRepoVariable({ ...place, name: 'V' })).data.value).toBe('1');
    await ada.actions.deleteRepoVariable({ ...place, name: 'V' });
    await ada.actions.createOrgVariable({ org: 'acme', name: 'V', value: '1', visibility: 'all' });
    await ada.actions.updateOrgVariable({ org: 'acme', name: 'V', value: '2' });
    expect((await ada.actions.listOrgVariables({ org: 'acme' })).data.total_count).toBe(1);
    await ada.actions.deleteOrgVariable({ org: 'acme', name: 'V' });

    await ada.repos.createOrUpdateEnvironment({
      ...env,
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    const policy = await ada.repos.createDeploymentBranchPolicy({ ...env, name: 'main' });
    const its = { ...env, branch_policy_id: policy.data.id ?? 0 };
    expect((await ada.repos.getDeploymentBranchPolicy(its)).data.name).toBe('main');
    await ada.repos.deleteDeploymentBranchPolicy(its);
    await ada.repos.deleteAnEnvironment(env);
    await expect(ada.repos.getEnvironment(env)).rejects.toMatchObject(gone);
  });

  it('name workflows by file or id, and give the log of a job', async () => {
    const { ada, github } = sandbox.world;
    const place = await newRepository('logs');
    const path = '.github/workflows/ci.yml';
    await ada.repos.createOrUpdateFileContents({ ...place, path, message: 'w', content: 'b246IHB1c2g=' });
    const byFile = await ada.actions.getWorkflow({ ...place, workflow_id: 'ci.yml' });
    expect((await ada.actions.getWorkflow({ ...place, workflow_id: byFile.data.id })).data.path).toBe(path);
    const { data } = await ada.git.getRef({ ...place, ref: 'heads/main' });
    const about = { ...place, path, name: 'CI', event: 'push', headBranch: 'main', actor: 'ada' };
    const run = await github.workflowRuns.start({ ...about, headSha: data.object.sha });
    const [startedAt, completedAt] = ['2026-11-20T00:00:00Z', '2026-11-20T00:00:01Z'];
    const job = {
      name: 'j',
      status: 'completed',
      conclusion: 'success',
      startedAt,
      completedAt,
      steps: [],
    } as const;
    await github.workflowRuns.update(run.id, {
      status: 'completed',
      conclusion: 'success',
      jobs: [{ ...job, log: 'hello\n' }],
    });
    const [listed] = (await ada.actions.listJobsForWorkflowRun({ ...place, run_id: run.id })).data.jobs;
    const log = await ada.actions.downloadJobLogsForWorkflowRun({ ...place, job_id: listed?.id ?? 0 });
    expect(log.data).toBe('hello\n');
  });
});
